// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a file whose names begin alike, without that beginning. */
final class PartFile implements TensorFile {

    private final TensorFile file;
    private final String key;
    private final Map<String, TensorSource> sources = new LinkedHashMap<>();

    private PartFile(TensorFile file, String key) {
        this.file = file;
        this.key = key;
        String prefix = key + ".";
        file.sources().forEach((name, source) -> {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                sources.put(rest, source.named(rest));
            }
        });
    }

    /** Takes a part of a file, which is closed with the part, or if there is no such part. */
    static TensorFile of(TensorFile file, String key) throws CheckpointException {
        if (key.isEmpty()) {
            return file;
        }
        PartFile part = new PartFile(file, key);
        if (part.sources.isEmpty()) {
            try (file) {
                throw new CheckpointException(file.path() + ": no tensor's name begins with '" + key + ".'");
            }
        }
        return part;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String format() {
        return file.format();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Map<String, TensorSource> sources() {
        return Collections.unmodifiableMap(sources);
    }

    @Override
    public void close() throws CheckpointException {
        file.close();
    }
}
