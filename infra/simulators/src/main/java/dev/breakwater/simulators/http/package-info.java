/** The thin layer over Jetty that all simulators stand on: a call in, an outcome out, and the only place that touches a socket. */
@NullMarked
package dev.breakwater.simulators.http;

import org.jspecify.annotations.NullMarked;
