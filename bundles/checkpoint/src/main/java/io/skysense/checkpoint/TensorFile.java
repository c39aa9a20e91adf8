// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** An opened file of named tensors, whatever its format. Random access, thread-safe; nothing of it is held in memory. */
@ProviderType
public interface TensorFile extends AutoCloseable {

    /** {@return the file} */
    Path path();

    /** {@return the tensors by name, in the order of the file; their bytes can be read until it is closed} */
    Map<String, TensorSource> sources();

    /** {@return its format for people, for example {@code safetensors}} */
    String format();

    /** {@return the dictionary that the tensors are in, keys joined by dots; empty where the file holds only one} */
    default String key() {
        return "";
    }

    /** {@return what the file holds beside its tensors and was passed over: name and type} */
    default List<String> skipped() {
        return List.of();
    }

    @Override
    void close() throws CheckpointException;
}
