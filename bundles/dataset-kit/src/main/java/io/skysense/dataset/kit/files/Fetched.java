// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file that can be mapped into memory: the one in the data folder, or a temporary copy of what is in an archive or at
 * an address.
 *
 * @param path the file
 * @param temporary whether closing deletes it
 */
record Fetched(Path path, boolean temporary) implements AutoCloseable {

    private static final long MOST = 4L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Fetched of(DataFile file) throws IOException {
        if (file.path().isPresent()) {
            if (!Files.exists(file.path().get())) {
                throw new DatasetException(file.name() + ": no such file");
            }
            return new Fetched(file.path().get(), false);
        }
        String name = file.fileName();
        Path copy = Files.createTempFile("skysense-", name.substring(name.lastIndexOf('.')));
        try {
            if (file.archive().isPresent()) {
                unpack(file, copy);
            } else {
                download(file, copy);
            }
            return new Fetched(copy, true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static void unpack(DataFile file, Path copy) throws IOException {
        try (ZipFile archive = new ZipFile(file.archive().get().toFile())) {
            ZipEntry entry = archive.getEntry(file.inner());
            if (entry == null) {
                throw new DatasetException(file.name() + ": no such file in the archive");
            }
            try (InputStream in = archive.getInputStream(entry)) {
                copy(file, in, copy);
            }
        } catch (ZipException e) {
            throw new DatasetException(file.name() + ": the archive is damaged: " + e.getMessage(), e);
        }
    }

    private static void download(DataFile file, Path copy) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(file.name()))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new DatasetException(file.name() + ": the server answers " + answer.statusCode());
                }
                copy(file, in, copy);
            }
        } catch (DatasetException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(file.name() + ": interrupted while it was fetched");
        } catch (IOException e) {
            throw new DatasetException(file.name() + ": cannot be fetched: " + e.getMessage(), e);
        }
    }

    private static void copy(DataFile file, InputStream in, Path to) throws IOException {
        byte[] part = new byte[1 << 16];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                total += read;
                if (total > MOST) {
                    throw new DatasetException(file.name() + ": more than " + (MOST >> 30) + " GiB");
                }
                out.write(part, 0, read);
            }
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                System.getLogger(Fetched.class.getName())
                        .log(System.Logger.Level.WARNING, path + ": the temporary copy stays behind", e);
            }
        }
    }
}
