// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static io.skysense.report.Markup.coordinate;
import static io.skysense.report.Markup.escape;

/** Collects the elements of a drawing; looks come from the classes of {@link Style}. */
final class Svg {

    private final StringBuilder body = new StringBuilder();

    /** Which end of a text stands at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END;

        private String value() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return open("line", style)
                .attribute("x1", x1)
                .attribute("y1", y1)
                .attribute("x2", x2)
                .attribute("y2", y2)
                .close();
    }

    Svg rect(double x, double y, double width, double height, String style) {
        return rect(x, y, width, height, style, "", "");
    }

    /** A rectangle with further attributes, written as they are, and a tooltip. */
    Svg rect(double x, double y, double width, double height, String style, String attributes, String tooltip) {
        open("rect", style)
                .attribute("x", x)
                .attribute("y", y)
                .attribute("width", Math.max(0, width))
                .attribute("height", Math.max(0, height));
        if (!attributes.isEmpty()) {
            body.append(' ').append(attributes);
        }
        if (tooltip.isEmpty()) {
            return close();
        }
        body.append("><title>").append(escape(tooltip)).append("</title></rect>\n");
        return this;
    }

    Svg path(CharSequence data, String style) {
        open("path", style);
        body.append(" d=\"").append(data).append('"');
        return close();
    }

    Svg circle(double x, double y, double radius, String style, String tooltip) {
        open("circle", style).attribute("cx", x).attribute("cy", y).attribute("r", radius);
        body.append("><title>").append(escape(tooltip)).append("</title></circle>\n");
        return this;
    }

    Svg text(double x, double y, Anchor anchor, String style, String text) {
        return text(x, y, anchor, style, 0, text);
    }

    /** Text turned by an angle in degrees about its point. */
    Svg text(double x, double y, Anchor anchor, String style, double angle, String text) {
        open("text", style).attribute("x", x).attribute("y", y);
        body.append(" text-anchor=\"").append(anchor.value()).append('"');
        if (angle != 0) {
            body.append(" transform=\"rotate(").append(coordinate(angle)).append(' ');
            body.append(coordinate(x)).append(' ').append(coordinate(y)).append(")\"");
        }
        body.append('>').append(escape(text)).append("</text>\n");
        return this;
    }

    @Override
    public String toString() {
        return body.toString();
    }

    private Svg open(String name, String style) {
        body.append('<').append(name).append(" class=\"").append(style).append('"');
        return this;
    }

    private Svg attribute(String name, double value) {
        body.append(' ').append(name).append("=\"").append(coordinate(value)).append('"');
        return this;
    }

    private Svg close() {
        body.append("/>\n");
        return this;
    }
}
