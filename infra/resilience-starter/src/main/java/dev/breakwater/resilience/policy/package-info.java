/** What a policy may say: fields with their ranges, checked as a whole at the start and at every change. */
@NullMarked
package dev.breakwater.resilience.policy;

import org.jspecify.annotations.NullMarked;
