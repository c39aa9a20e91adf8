// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import java.util.Locale;

/** Numbers as people read them. */
final class Words {

    private static final double MANY = 1e6;
    private static final double FEW = 1e-3;

    private Words() {}

    /** {@return up to six digits, without zeros at the end; "n/a" for NaN} */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        double size = Math.abs(value);
        if (value != 0 && (size >= MANY || size < FEW)) {
            return value == Math.rint(value) && size < 1e15
                    ? Long.toString((long) value)
                    : String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = size >= 1000 ? 2 : size >= 10 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** {@return a share in percent} */
    static String percent(double share) {
        return Double.isNaN(share) ? "n/a" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** {@return one number, or the least and the greatest} */
    static String range(long least, long greatest) {
        return least == greatest ? Long.toString(least) : least + " to " + greatest;
    }
}
