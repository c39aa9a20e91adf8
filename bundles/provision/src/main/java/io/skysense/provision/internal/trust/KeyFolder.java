// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import io.skysense.provision.TrustedKey;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.WholeFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The trusted keys on disk, a certificate a file, read anew each time: what another process trusts counts at once.
 *
 * @param folder of PEM files called by their fingerprints; need not be there
 */
record KeyFolder(Path folder) {

    private static final Logger LOG = System.getLogger(KeyFolder.class.getName());
    private static final String PEM = ".pem";
    private static final int LEAST_DIGITS = 8;

    /** {@return the keys by owner} */
    List<TrustedKey> keys() throws IOException {
        return files().values().stream()
                .sorted(Comparator.comparing(TrustedKey::owner).thenComparing(TrustedKey::fingerprint))
                .distinct()
                .toList();
    }

    TrustedKey add(Path file) throws IOException {
        X509Certificate certificate = Certificates.read(file);
        TrustedKey key = Certificates.key(certificate);
        if (key.until().isBefore(Instant.now())) {
            throw new IOException(file + ": it expired on " + day(key.until()));
        }
        if (!keys().contains(key)) {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(key.fingerprint() + PEM), Certificates.pem(certificate));
        }
        return key;
    }

    TrustedKey remove(String fingerprint) throws IOException {
        String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (digits.length() < LEAST_DIGITS) {
            throw new IOException(fingerprint + ": at least " + LEAST_DIGITS + " digits of a fingerprint are needed");
        }
        List<TrustedKey> found =
                keys().stream().filter(k -> k.fingerprint().startsWith(digits)).toList();
        if (found.size() != 1) {
            throw new IOException(fingerprint + ": "
                    + (found.isEmpty() ? "no such key is trusted" : "several keys begin so; give more digits"));
        }
        for (Map.Entry<Path, TrustedKey> file : files().entrySet()) {
            if (file.getValue().equals(found.get(0))) {
                Files.deleteIfExists(file.getKey());
            }
        }
        return found.get(0);
    }

    /** {@return the day in Greenwich, such as 2031-07-19} */
    static String day(Instant moment) {
        return DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(moment);
    }

    /** A file that is no certificate trusts nobody, and keeps no other from being read. */
    private Map<Path, TrustedKey> files() throws IOException {
        Map<Path, TrustedKey> found = new TreeMap<>();
        for (Path file : pems()) {
            try {
                found.put(file, Certificates.key(Certificates.read(file)));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "trusted key left out: {0}", Messages.of(e));
            }
        }
        return found;
    }

    private List<Path> pems() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(PEM)).toList();
        }
    }
}
