@NullMarked
package dev.breakwater.configserver;

import org.jspecify.annotations.NullMarked;
