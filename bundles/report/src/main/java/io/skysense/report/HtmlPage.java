// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static io.skysense.report.Markup.escape;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A self-contained HTML page, written part by part: style sheet, charts and pictures are inside it, it runs no
 * script and asks for nothing. All text is escaped. The page is also well-formed XML.
 */
public final class HtmlPage {

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private boolean open;

    /**
     * Begins a page.
     *
     * @param title its heading and the name of its tab
     * @param subtitle a sentence below the heading
     */
    public HtmlPage(String title, String subtitle) {
        this.title = title;
        body.append("<h1>")
                .append(escape(title))
                .append("</h1>\n<p>")
                .append(escape(subtitle))
                .append("</p>\n");
    }

    /**
     * Adds the figures to be seen first.
     *
     * @param figures value as text, by name, in order
     * @return this
     */
    public HtmlPage figures(Map<String, String> figures) {
        endSection();
        body.append("<div class=\"stats\">\n");
        figures.forEach((name, value) -> body.append("<div class=\"stat\"><b>")
                .append(escape(value))
                .append("</b><span>")
                .append(escape(name))
                .append("</span></div>\n"));
        body.append("</div>\n");
        return this;
    }

    /**
     * Begins a section.
     *
     * @param heading its heading
     * @param text a sentence below it; may be empty
     * @return this
     */
    public HtmlPage section(String heading, String text) {
        endSection();
        body.append("<section>\n<h2>").append(escape(heading)).append("</h2>\n");
        if (!text.isEmpty()) {
            body.append("<p>").append(escape(text)).append("</p>\n");
        }
        open = true;
        return this;
    }

    /**
     * Adds charts, side by side where there is room.
     *
     * @param charts the charts
     * @return this
     */
    public HtmlPage charts(List<? extends Chart> charts) {
        body.append("<div class=\"charts\">\n");
        for (Chart chart : charts) {
            body.append("<figure><figcaption>").append(escape(chart.title())).append("</figcaption>\n");
            body.append("<div style=\"max-width:").append(chart.width()).append("px\">");
            body.append(chart.inline()).append("</div></figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /**
     * Adds pictures, side by side where there is room.
     *
     * @param pictures by caption, in order
     * @return this
     */
    public HtmlPage pictures(Map<String, Picture> pictures) {
        body.append("<div class=\"charts\">\n");
        pictures.forEach((caption, picture) -> {
            body.append("<figure><figcaption>").append(escape(caption)).append("</figcaption>");
            image(picture, caption);
            body.append("</figure>\n");
        });
        body.append("</div>\n");
        return this;
    }

    /**
     * Adds a legend of colours.
     *
     * @param entries names and colours, in order
     * @return this
     */
    public HtmlPage legend(List<LegendEntry> entries) {
        body.append("<div class=\"legend\">");
        for (LegendEntry entry : entries) {
            body.append("<span>").append(swatch(entry.colour()));
            body.append(escape(entry.name())).append("</span>");
        }
        body.append("</div>\n");
        return this;
    }

    /**
     * Adds the rows of a contact sheet with their captions.
     *
     * @param sheet the sheet
     * @return this
     */
    public HtmlPage sheet(ContactSheet sheet) {
        int columns = sheet.columns().size();
        body.append("<div class=\"scroll\"><div class=\"sheet\" style=\"grid-template-columns:repeat(");
        body.append(columns).append(",minmax(110px,1fr))\">\n");
        for (String name : sheet.columns()) {
            body.append("<div class=\"head\">").append(escape(name)).append("</div>");
        }
        for (ContactSheet.Row row : sheet.rows()) {
            body.append("\n<div class=\"name\">").append(escape(row.id())).append("<em>accuracy ");
            body.append(escape(Figures.value(row.accuracy()))).append("</em></div>\n");
            for (int i = 0; i < columns; i++) {
                image(row.cells().get(i), sheet.columns().get(i) + " of " + row.id());
            }
        }
        body.append("</div></div>\n");
        return this;
    }

    /**
     * Adds a table.
     *
     * @param header column names
     * @param rows cells as text, row by row
     * @param colours {@code #rrggbb} before the first cell of each row; empty for none
     * @return this
     */
    public HtmlPage table(List<String> header, List<List<String>> rows, List<String> colours) {
        body.append("<div class=\"scroll\"><table>\n<thead><tr>");
        header.forEach(h -> body.append("<th>").append(escape(h)).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < rows.size(); i++) {
            body.append("<tr>");
            for (int c = 0; c < rows.get(i).size(); c++) {
                body.append("<td>").append(c == 0 && i < colours.size() ? swatch(colours.get(i)) : "");
                body.append(escape(rows.get(i).get(c))).append("</td>");
            }
            body.append("</tr>\n");
        }
        body.append("</tbody></table></div>\n");
        return this;
    }

    /**
     * Adds names with their values.
     *
     * @param entries values by name, in order
     * @return this
     */
    public HtmlPage entries(Map<String, String> entries) {
        body.append("<dl>\n");
        entries.forEach((name, value) -> body.append("<dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd>\n"));
        body.append("</dl>\n");
        return this;
    }

    /**
     * Adds a text that is folded away until it is asked for.
     *
     * @param summary the line that is always seen
     * @param text the text, its lines kept
     * @return this
     */
    public HtmlPage folded(String summary, String text) {
        body.append("<details><summary>").append(escape(summary)).append("</summary><pre>");
        body.append(escape(text)).append("</pre></details>\n");
        return this;
    }

    /** {@return the page} */
    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                %s%s</style>
                </head>
                <body><main>
                %s%s</main></body>
                </html>
                """.formatted(escape(title), Style.PAGE, Style.CHART, body, open ? "</section>\n" : "");
    }

    private void endSection() {
        if (open) {
            body.append("</section>\n");
            open = false;
        }
    }

    private void image(Picture picture, String description) {
        // Class maps and small images keep hard pixels when they are enlarged.
        String style = picture.width() <= 256 ? " class=\"px\"" : "";
        body.append("<img").append(style).append(" alt=\"").append(escape(description));
        body.append("\" width=\"")
                .append(picture.width())
                .append("\" height=\"")
                .append(picture.height());
        body.append("\" src=\"data:image/png;base64,");
        body.append(Base64.getEncoder().encodeToString(picture.png())).append("\"/>");
    }

    private static String swatch(String colour) {
        return "<i class=\"swatch\" style=\"background:" + escape(colour) + "\"></i>";
    }
}
