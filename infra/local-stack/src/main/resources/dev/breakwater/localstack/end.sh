# end.sh FILE: waits for the end of its input, which is a pipe that only the run holds: the end comes when the run is gone, however it
# went. Then ends, with their descendants, those processes of FILE that still live, and returns when they are gone. A number that
# another process has been given since is left alone: that one started at another time.
trap '' INT TERM HUP QUIT
while read -r _; do :; done

read -r boot </proc/sys/kernel/random/boot_id

# Fills parent and started, both by process number, with all that live now; zombies do not.
look() {
  local stat line fields
  parent=() started=()
  for stat in /proc/[0-9]*/stat; do
    read -r line 2>/dev/null <"$stat" || continue
    fields=(${line##*) })
    case ${fields[0]} in Z | X) continue ;; esac
    parent[${line%% *}]=${fields[1]}
    started[${line%% *}]=${fields[19]}
  done
}

declare -a parent started
declare -A doomed # number@start, so that a number given again is another process
look
while read -r pid start _; do
  [ "${started[pid]:-none}@$boot" = "$start" ] && doomed[$pid@${started[pid]}]=1
done 2>/dev/null <"$1"

while [ ${#doomed[@]} -gt 0 ]; do
  for pid in "${!parent[@]}"; do
    for ((up = pid; up > 1; up = ${parent[up]:-0})); do
      [ -n "${doomed[$up@${started[up]:-}]:-}" ] && doomed[$pid@${started[pid]}]=1 && break
    done
  done
  for process in "${!doomed[@]}"; do
    if [ "${started[${process%@*}]:-}" = "${process#*@}" ]; then
      kill -KILL "${process%@*}" 2>/dev/null
    else
      unset "doomed[$process]"
    fi
  done
  [ ${#doomed[@]} -eq 0 ] || sleep 0.05
  look
done
