// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps the data of a file in regions of whole tensors: one buffer cannot span 2 GiB, and one a tensor would be thousands.
 *
 * <p>A tensor larger than a region is mapped by itself each time a part of it is asked for.
 */
final class MappedRegions {

    private static final long REGION = 1L << 30;

    private record Region(long begin, long end) {}

    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, Region> regionOf = new HashMap<>();
    private final Map<Region, MappedByteBuffer> mapped = new HashMap<>();

    MappedRegions(FileChannel channel, SafetensorsHeader header) {
        this.channel = channel;
        this.dataStart = header.dataStart();
        List<TensorInfo> group = new ArrayList<>();
        for (TensorInfo tensor : header.tensors().values()) {
            if (!group.isEmpty() && tensor.end() - group.get(0).begin() > REGION) {
                close(group);
            }
            group.add(tensor);
        }
        close(group);
    }

    private void close(List<TensorInfo> group) {
        if (!group.isEmpty()) {
            Region region =
                    new Region(group.get(0).begin(), group.get(group.size() - 1).end());
            group.forEach(tensor -> regionOf.put(tensor.name(), region));
            group.clear();
        }
    }

    /** {@return a read-only view of a part of a tensor} */
    ByteBuffer slice(TensorInfo tensor, long from, int length) throws IOException {
        Region region = regionOf.get(tensor.name());
        long begin = tensor.begin() + from;
        if (region.end() - region.begin() > REGION) {
            return channel.map(FileChannel.MapMode.READ_ONLY, dataStart + begin, length);
        }
        return mapping(region).slice((int) (begin - region.begin()), length);
    }

    private synchronized MappedByteBuffer mapping(Region region) throws IOException {
        MappedByteBuffer buffer = mapped.get(region);
        if (buffer == null) {
            buffer = channel.map(
                    FileChannel.MapMode.READ_ONLY, dataStart + region.begin(), region.end() - region.begin());
            mapped.put(region, buffer);
        }
        return buffer;
    }
}
