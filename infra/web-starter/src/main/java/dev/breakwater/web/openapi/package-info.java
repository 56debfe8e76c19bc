/** What the service documents about itself. */
@NullMarked
package dev.breakwater.web.openapi;

import org.jspecify.annotations.NullMarked;
