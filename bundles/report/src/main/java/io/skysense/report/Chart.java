// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

/** A drawing as SVG. */
public sealed interface Chart permits LineChart, ConfusionChart, ClassBars {

    /** {@return what it shows, in a few words} */
    String title();

    /** {@return its width in CSS pixels} */
    int width();

    /** {@return its height in CSS pixels} */
    int height();

    /** {@return its elements, without the {@code svg} element around them} */
    String elements();

    /** {@return an {@code svg} element to stand in a page that has the style sheet of {@link HtmlPage}} */
    default String inline() {
        return frame("");
    }

    /** {@return a whole SVG document, light or dark as the viewer prefers} */
    default String document() {
        return frame("<style>" + Style.CHART + "</style><rect class=\"sk-ground\" width=\"100%\" height=\"100%\"/>\n");
    }

    private String frame(String head) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sk\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n"
                        .formatted(width(), height(), width(), height())
                + "<title>" + Markup.escape(title()) + "</title>\n" + head + elements() + "</svg>\n";
    }
}
