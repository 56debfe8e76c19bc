package dev.breakwater.web.security;

import org.jspecify.annotations.Nullable;

/** What whoever forces or disables a breaker says about it, as a line of the log. */
public final class OverrideNote {

    /** The header that says who. */
    public static final String WHO = "X-Override-By";

    /** The header that says why. */
    public static final String WHY = "X-Override-Reason";

    private static final int LONGEST = 200;

    private OverrideNote() {}

    /**
     * One line, whatever was sent.
     *
     * @param who null when it was not said
     * @param why null when it was not said
     */
    public static String of(@Nullable String who, @Nullable String why) {
        return "by " + line(who, "somebody who gave no name") + ", because: " + line(why, "no reason given");
    }

    private static String line(@Nullable String said, String otherwise) {
        if (said == null || said.isBlank()) {
            return otherwise;
        }
        String line = said.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
