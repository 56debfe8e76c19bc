/** The HTTP endpoints. */
@NullMarked
package dev.breakwater.warehouse.web;

import org.jspecify.annotations.NullMarked;
