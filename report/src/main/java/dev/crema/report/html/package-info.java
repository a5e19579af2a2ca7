/// A notebook as one HTML file that needs nothing else.
@NullMarked
package dev.crema.report.html;

import org.jspecify.annotations.NullMarked;
