// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.provision.TrustedKey;
import io.skysense.shell.Console;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the trusted keys. */
@Command(
        name = "list",
        description = "List the trusted keys.",
        footerHeading = "%nExample:%n",
        footer = "  skysense trust list")
public final class ListKeys extends TrustSubcommand {

    private static final List<String> HEADER = List.of("owner", "from", "until", "state", "fingerprint");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    @Override
    public int run(Console console) throws IOException {
        List<TrustedKey> keys = keys().list();
        Instant now = Instant.now();
        console.table(HEADER, keys.stream().map(key -> row(key, now)).toList());
        console.print(keys.size() + " trusted keys");
        return DONE;
    }

    private static List<String> row(TrustedKey key, Instant now) {
        return List.of(
                key.owner(), DAY.format(key.from()), DAY.format(key.until()), state(key, now), key.fingerprint());
    }

    private static String state(TrustedKey key, Instant now) {
        return now.isBefore(key.from()) ? "not yet" : now.isAfter(key.until()) ? "expired" : "counts";
    }
}
