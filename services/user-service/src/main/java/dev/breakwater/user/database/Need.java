package dev.breakwater.user.database;

/**
 * What a read needs of the server that answers it.
 *
 * @param order which servers are asked
 * @param replayed the position in the primary's log that a replica must have replayed; 0 when any will do
 */
public record Need(Order order, long replayed) {

    /** Which servers are asked, one after the other, until one answers. */
    enum Order {
        REPLICAS_FIRST,
        PRIMARY_FIRST,
        PRIMARY_ONLY
    }

    /** Any replica that does not lag, then the primary. */
    public static final Need ANY = new Need(Order.REPLICAS_FIRST, 0);

    /** The primary while it answers, so that nothing committed is missed; a replica rather than nobody. */
    public static final Need NEWEST = new Need(Order.PRIMARY_FIRST, 0);

    /** The primary or nobody: it is not known how far a replica must have come. */
    public static final Need COMMITTED = new Need(Order.PRIMARY_ONLY, 0);

    /** A replica that has what was written up to that position in the log, then the primary. */
    public static Need after(long position) {
        return new Need(Order.REPLICAS_FIRST, position);
    }
}
