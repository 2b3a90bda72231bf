/**
 * How the time of checks looks: uptime as bars, latency as lines and phases, drawn by the server as
 * SVG that needs no script. It leans on uptime for the figures and knows no page that shows them.
 * It owns nothing.
 */
@NullMarked
package dev.rialto.plots;

import org.jspecify.annotations.NullMarked;
