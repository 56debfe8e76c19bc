/**
 * What every HTTP service answers alike: problems, identity, strict JSON, limits.
 *
 * <p>This package is what a service uses in its own code; the packages beneath wire themselves.
 */
@NullMarked
package dev.breakwater.web;

import org.jspecify.annotations.NullMarked;
