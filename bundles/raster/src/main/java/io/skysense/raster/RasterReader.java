// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads windows of one raster of any format GDAL knows.
 *
 * <p>Confined to the thread that opened it; every method throws {@link IllegalStateException} in another thread and
 * after {@link #close}. For several threads there is {@link RasterPool}. Pixels are delivered as stored, without the
 * band's scale and offset; a conversion to an integer type rounds and clamps, and resampling rounds to the type that is
 * stored. Reading writes nothing beside the file.
 */
public final class RasterReader implements AutoCloseable {

    private final DatasetHandle handle;
    private final RasterForm form;
    private final WindowReads reads;
    private RasterInfo info;

    private RasterReader(DatasetHandle handle) throws RasterException {
        this.handle = handle;
        this.form = handle.use(dataset -> RasterForm.of(handle.source(), dataset));
        this.reads = new WindowReads(handle);
    }

    private RasterInfo described(boolean placed) throws RasterException {
        return handle.use(dataset -> InfoReader.read(form, dataset, placed));
    }

    /**
     * Opens a file.
     *
     * @param file of any format GDAL knows
     * @return a reader for the calling thread
     * @throws RasterException if the file is missing, damaged or no raster
     */
    public static RasterReader open(Path file) throws RasterException {
        return open(DatasetHandle.nameOf(file));
    }

    /**
     * Opens what GDAL has a name for: {@code /vsizip/...}, {@code /vsicurl/...}, a dataset within a file.
     *
     * @param source a GDAL name
     * @return a reader for the calling thread
     * @throws RasterException if it is missing, damaged or no raster
     */
    public static RasterReader open(String source) throws RasterException {
        return open(source, true);
    }

    /**
     * Opens what is read for its pixels alone. {@link RasterInfo#reference}, {@link RasterInfo#metadata}, {@link
     * RasterInfo#structure} and {@link BandInfo#overviews} are empty whatever the file says: finding them out takes
     * longer than decoding a small image.
     *
     * @param file of any format GDAL knows
     * @return a reader for the calling thread
     * @throws RasterException if the file is missing, damaged or no raster
     */
    public static RasterReader openUnplaced(Path file) throws RasterException {
        return open(DatasetHandle.nameOf(file), false);
    }

    /**
     * Opens what GDAL has a name for, for its pixels alone.
     *
     * @param source a GDAL name
     * @return a reader for the calling thread, as of {@link #openUnplaced(Path)}
     * @throws RasterException if it is missing, damaged or no raster
     */
    public static RasterReader openUnplaced(String source) throws RasterException {
        return open(source, false);
    }

    private static RasterReader open(String source, boolean placed) throws RasterException {
        DatasetHandle handle = DatasetHandle.open(source);
        try {
            RasterReader reader = new RasterReader(handle);
            if (placed) {
                reader.info = reader.described(true);
            }
            return reader;
        } catch (RasterException | RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /**
     * Says what the file says about the raster.
     *
     * @return the same at each call
     * @throws UncheckedIOException if it was opened for its pixels alone and GDAL cannot describe it; not otherwise
     */
    public RasterInfo info() {
        if (info == null) {
            try {
                info = described(false);
            } catch (RasterException e) {
                throw new UncheckedIOException(e);
            }
        }
        return info;
    }

    /** {@return W in pixels} */
    public int width() {
        return form.width();
    }

    /** {@return H in pixels} */
    public int height() {
        return form.height();
    }

    /** {@return C} */
    public int bands() {
        return form.bands();
    }

    /**
     * The type of a band's pixels.
     *
     * @param band from 1
     * @return its type
     */
    public PixelType type(int band) {
        return form.type(band);
    }

    /**
     * Reads into a direct buffer, from its position on; the position stays where it is. The fastest way, without
     * garbage.
     *
     * @param request which pixels
     * @param type what to deliver
     * @param into direct, in native byte order, with room for C*H*W pixels
     * @throws RasterException if window or bands are not in the file, or it cannot deliver them
     * @throws IllegalArgumentException if the buffer does not fit
     */
    public void read(ReadRequest request, PixelType type, ByteBuffer into) throws RasterException {
        ResolvedRead read = new ResolvedRead(request, form);
        ByteBuffer target = Buffers.checked(into, read.pixels(), type);
        if (read.pad() == null) {
            reads.into(request, type, target, read.bands());
            return;
        }
        Buffers.fill(target, type, request.padding().value());
        Optional<ReadRequest> inner = read.inner();
        if (inner.isPresent()) {
            ByteBuffer part = Buffers.allocate(form.source(), read.pixels(inner.get()), type);
            reads.into(inner.get(), type, part, read.bands());
            int size = type.bytes();
            read.pad().gather(read.bands().length, (from, to, n) -> target.put(to * size, part, from * size, n * size));
        }
    }

    /**
     * Reads numbers.
     *
     * @param request which pixels
     * @return (C, H, W), row-major
     * @throws RasterException if window or bands are not in the file, or it cannot deliver them
     */
    public float[] readFloats(ReadRequest request) throws RasterException {
        return array(request, ArrayKind.FLOATS);
    }

    /**
     * Reads integers, such as labels.
     *
     * @param request which pixels
     * @return (C, H, W), row-major
     * @throws RasterException if window or bands are not in the file, or it cannot deliver them
     */
    public int[] readInts(ReadRequest request) throws RasterException {
        return array(request, ArrayKind.INTS);
    }

    /**
     * Reads unsigned bytes.
     *
     * @param request which pixels
     * @return (C, H, W), row-major
     * @throws RasterException if window or bands are not in the file, or it cannot deliver them
     */
    public byte[] readBytes(ReadRequest request) throws RasterException {
        return array(request, ArrayKind.BYTES);
    }

    /**
     * Reads which pixels have data: by nodata value, mask band or alpha band, whichever the file has. Where the size
     * changes, the nearest pixel decides.
     *
     * @param request which pixels
     * @return (C, H, W), row-major: -1 (255) valid, 0 not; constant padding is not
     * @throws RasterException if window or bands are not in the file, or it cannot deliver them
     */
    public byte[] readMask(ReadRequest request) throws RasterException {
        ResolvedRead read = new ResolvedRead(request, form);
        return read.padded(ArrayKind.BYTES, innerMask(read), 0);
    }

    /**
     * Reads numbers together with their validity, and treats those that are not valid.
     *
     * @param request which pixels
     * @param policy what happens to nodata, NaN and infinities
     * @return values and mask
     * @throws RasterException if window or bands are not in the file, it cannot deliver them, or the policy refuses
     *     them
     */
    public MaskedPixels readMasked(ReadRequest request, InvalidPixels policy) throws RasterException {
        ResolvedRead read = new ResolvedRead(request, form);
        float[] values = inner(read, ArrayKind.FLOATS);
        byte[] mask = innerMask(read);
        PixelFiller filler = new PixelFiller(form.source(), policy);
        int plane = values.length / read.bands().length;
        for (int i = 0; i < read.bands().length; i++) {
            filler.fill(read.bands()[i], values, mask, i * plane, (i + 1) * plane);
        }
        return new MaskedPixels(
                read.bands().length,
                request.height(),
                request.width(),
                read.padded(ArrayKind.FLOATS, values, request.padding().value()),
                read.padded(ArrayKind.BYTES, mask, 0),
                filler.nodata(),
                filler.nonFinite());
    }

    /**
     * Reads numbers and treats those that are not valid: {@link #readMasked} without the mask. Of bytes that are all
     * valid only the bytes are read.
     *
     * @param request which pixels
     * @param policy what happens to nodata, NaN and infinities
     * @return the numbers, and how many were not valid
     * @throws RasterException if window or bands are not in the file, it cannot deliver them, or the policy refuses
     *     them
     */
    public FilledPixels readFilled(ReadRequest request, InvalidPixels policy) throws RasterException {
        ResolvedRead read = new ResolvedRead(request, form);
        if (read.pad() == null && read.isBytes() && reads.allValid(read.bands())) {
            byte[] bytes = reads.array(request, ArrayKind.BYTES, read.pixels(), read.bands());
            float[] values = ArrayKind.FLOATS.allocate(form.source(), bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                values[i] = bytes[i] & 0xff;
            }
            return new FilledPixels(values, 0, 0);
        }
        MaskedPixels masked = readMasked(request, policy);
        return new FilledPixels(masked.values(), masked.nodata(), masked.nonFinite());
    }

    private <A> A array(ReadRequest request, ArrayKind<A> kind) throws RasterException {
        ResolvedRead read = new ResolvedRead(request, form);
        return read.padded(kind, inner(read, kind), request.padding().value());
    }

    private <A> A inner(ResolvedRead read, ArrayKind<A> kind) throws RasterException {
        Optional<ReadRequest> inner = read.inner();
        return inner.isEmpty()
                ? kind.allocate(form.source(), 0)
                : reads.array(inner.get(), kind, read.pixels(inner.get()), read.bands());
    }

    private byte[] innerMask(ResolvedRead read) throws RasterException {
        Optional<ReadRequest> inner = read.inner();
        return inner.isEmpty() ? new byte[0] : reads.mask(inner.get(), read.pixels(inner.get()), read.bands());
    }

    boolean isOpen() {
        return handle.isOpen();
    }

    /** For the pool: waits for a read to end. */
    void closeFromAnyThread() {
        handle.closeFromAnyThread();
    }

    /** Closes the file; a second call does nothing. */
    @Override
    public void close() {
        handle.close();
    }
}
