// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the names and shapes of a weight file differ from those of a model.
 *
 * @param missing names of the model that the file does not have
 * @param unexpected names of the file that the model does not have
 * @param misshaped names of both whose type or shape differs
 */
public record NameReport(List<String> missing, List<String> unexpected, List<Mismatch> misshaped) {

    private static final int SHOWN_IN_LINE = 4;

    /**
     * One name whose type or shape differs.
     *
     * @param name the name
     * @param saved type and shape in the file
     * @param model type and shape in the model
     */
    public record Mismatch(String name, String saved, String model) {

        @Override
        public String toString() {
            return name + ": " + saved + " in the file, " + model + " in the model";
        }
    }

    /** Copies the lists. */
    public NameReport {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        misshaped = List.copyOf(misshaped);
    }

    /** {@return whether nothing differs} */
    public boolean clean() {
        return missing.isEmpty() && unexpected.isEmpty() && misshaped.isEmpty();
    }

    /** {@return one line: how many differ, and the first few of each kind} */
    public String summary() {
        return clean()
                ? "all names and shapes agree"
                : line("not in the file", missing, n -> n)
                        + "; " + line("not in the model", unexpected, n -> n)
                        + "; " + line("of another shape", misshaped, Mismatch::toString);
    }

    /**
     * The differences, one a line.
     *
     * @param most how many to show of each kind
     * @return lines for people; the last of a kind counts those not shown
     */
    public String table(int most) {
        return block("not in the file", missing, n -> n, most)
                + block("not in the model", unexpected, n -> n, most)
                + block("of another shape", misshaped, Mismatch::toString, most);
    }

    private static <T> String line(String kind, List<T> items, Function<T, String> show) {
        String first = items.stream().limit(SHOWN_IN_LINE).map(show).collect(Collectors.joining(", "));
        String more = items.size() > SHOWN_IN_LINE ? ", …" : "";
        return items.size() + " " + kind + (items.isEmpty() ? "" : " (" + first + more + ")");
    }

    private static <T> String block(String kind, List<T> items, Function<T, String> show, int most) {
        if (items.isEmpty()) {
            return "";
        }
        String shown =
                items.stream().limit(most).map(i -> "  " + show.apply(i) + "\n").collect(Collectors.joining());
        String more = items.size() > most ? "  and " + (items.size() - most) + " more\n" : "";
        return items.size() + " " + kind + ":\n" + shown + more;
    }
}
