/** What every HTTP service answers alike: problems, identity, strict input. */
@NullMarked
package dev.breakwater.web;

import org.jspecify.annotations.NullMarked;
