package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param next what to ask for the following page with, null on the last */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewPage(List<Review> reviews, @Nullable UUID next) {

    /**
     * Which page is wanted.
     *
     * @param limit 1 to 100
     * @param after the {@code next} of the page before, null for the first
     */
    record Wanted(int limit, @Nullable UUID after) {}
}
