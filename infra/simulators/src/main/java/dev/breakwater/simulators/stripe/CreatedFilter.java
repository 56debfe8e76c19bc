package dev.breakwater.simulators.stripe;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/** The {@code created} parameter of lists: one second, or bounds {@code gt gte lt lte}, in seconds since 1970. */
final class CreatedFilter {

    private CreatedFilter() {}

    static Predicate<Instant> of(Params params) {
        if (!params.has("created")) {
            return created -> true;
        }
        Params bounds = params.isText("created") ? null : params.nested("created");
        if (bounds == null) {
            long exactly = params.requiredInteger("created");
            return created -> created.getEpochSecond() == exactly;
        }
        bounds.only(Set.of("gt", "gte", "lt", "lte"));
        Long gt = bounds.integer("gt");
        Long gte = bounds.integer("gte");
        Long lt = bounds.integer("lt");
        Long lte = bounds.integer("lte");
        return created -> {
            long at = created.getEpochSecond();
            return (gt == null || at > gt)
                    && (gte == null || at >= gte)
                    && (lt == null || at < lt)
                    && (lte == null || at <= lte);
        };
    }
}
