/** The internal HTTP endpoints. */
@NullMarked
package dev.breakwater.inventory.web;

import org.jspecify.annotations.NullMarked;
