// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One raster, read by several threads: each gets a {@link RasterReader} of its own. Safe for use by all of them. */
public final class RasterPool implements AutoCloseable {

    private final String source;
    private final RasterInfo info;
    private final Map<Thread, RasterReader> readers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private RasterPool(String source) throws RasterException {
        this.source = source;
        RasterReader first = RasterReader.open(source);
        this.info = first.info();
        readers.put(Thread.currentThread(), first);
    }

    /**
     * Opens a file.
     *
     * @param file of any format GDAL knows
     * @return the pool
     * @throws RasterException if the file is missing, damaged or no raster
     */
    public static RasterPool open(Path file) throws RasterException {
        return new RasterPool(DatasetHandle.nameOf(file));
    }

    /**
     * Opens what GDAL has a name for.
     *
     * @param source as for {@link RasterReader#open(String)}
     * @return the pool
     * @throws RasterException if it is missing, damaged or no raster
     */
    public static RasterPool open(String source) throws RasterException {
        return new RasterPool(source);
    }

    /** {@return what the file says about the raster} */
    public RasterInfo info() {
        return info;
    }

    /**
     * The calling thread's reader. The pool closes it, at the latest when the pool is closed.
     *
     * @return always the same for one thread
     * @throws RasterException if the file cannot be opened again, or has become another one
     * @throws IllegalStateException if the pool is closed
     */
    public RasterReader reader() throws RasterException {
        checkOpen();
        RasterReader reader = readers.get(Thread.currentThread());
        return reader != null && reader.isOpen() ? reader : another();
    }

    private RasterReader another() throws RasterException {
        closeThoseOfEndedThreads();
        RasterReader reader = RasterReader.open(source);
        if (!reader.info().equals(info)) {
            reader.close();
            throw new RasterException(source, "the file was replaced while it was in use");
        }
        readers.put(Thread.currentThread(), reader);
        if (closed) {
            // close() may have passed before the reader was listed.
            reader.close();
            checkOpen();
        }
        return reader;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(source + ": used after the pool was closed");
        }
    }

    private void closeThoseOfEndedThreads() {
        readers.entrySet().removeIf(entry -> {
            boolean ended = !entry.getKey().isAlive();
            if (ended) {
                entry.getValue().closeFromAnyThread();
            }
            return ended;
        });
    }

    /** Waits for the reads that are under way, then closes every reader. */
    @Override
    public void close() {
        closed = true;
        readers.values().forEach(RasterReader::closeFromAnyThread);
        readers.clear();
    }
}
