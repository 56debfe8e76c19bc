/** The manifests as kubectl renders them, held against the API's schemas, against what the services read, and against one another. */
@NullMarked
package dev.breakwater.k8s;

import org.jspecify.annotations.NullMarked;
