/** What is shown: a line a second, the summary, the report. */
@NullMarked
package dev.breakwater.e2e.report;

import org.jspecify.annotations.NullMarked;
