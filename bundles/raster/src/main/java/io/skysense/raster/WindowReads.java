// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.gdal.gdal.Band;
import org.gdal.gdal.Dataset;
import org.gdal.gdal.gdal;
import org.gdal.gdalconst.gdalconstConstants;

/** The calls to GDAL that read windows which lie inside the raster. */
final class WindowReads {

    /** GDAL's Java reads of this version take no resampling argument, only this option of the thread. */
    private static final String RESAMPLING = "GDAL_RASTERIO_RESAMPLING";

    private static final byte VALID = -1;

    private final DatasetHandle handle;

    WindowReads(DatasetHandle handle) {
        this.handle = handle;
    }

    void into(ReadRequest request, PixelType type, ByteBuffer slice, int[] bands) throws RasterException {
        Window w = request.window();
        call(
                request,
                dataset -> dataset.ReadRaster_Direct(
                        w.x(),
                        w.y(),
                        w.width(),
                        w.height(),
                        request.width(),
                        request.height(),
                        type.code(),
                        slice,
                        bands));
    }

    <A> A array(ReadRequest request, ArrayKind<A> kind, int pixels, int[] bands) throws RasterException {
        Window w = request.window();
        A array = kind.allocate(handle.source(), pixels);
        call(
                request,
                dataset -> kind.read()
                        .into(
                                dataset,
                                w.x(),
                                w.y(),
                                w.width(),
                                w.height(),
                                request.width(),
                                request.height(),
                                array,
                                bands));
        return array;
    }

    /** 0 or -1 a pixel, whatever levels an alpha band has. */
    byte[] mask(ReadRequest request, int pixels, int[] bands) throws RasterException {
        byte[] mask = ArrayKind.BYTES.allocate(handle.source(), pixels);
        int plane = request.width() * request.height();
        for (int i = 0; i < bands.length; i++) {
            if (allValid(bands[i])) {
                Arrays.fill(mask, i * plane, (i + 1) * plane, VALID);
            } else {
                byte[] one = maskOf(bands[i], request, plane);
                for (int p = 0; p < plane; p++) {
                    mask[i * plane + p] = one[p] == 0 ? 0 : VALID;
                }
            }
        }
        return mask;
    }

    /** Whether no pixel of the bands can be invalid, by what the file says. */
    boolean allValid(int... bands) throws RasterException {
        for (int band : bands) {
            int flags = handle.use(dataset ->
                    GdalCall.get(handle.source(), "mask of band " + band, dataset.GetRasterBand(band)::GetMaskFlags));
            if (flags != gdalconstConstants.GMF_ALL_VALID) {
                return false;
            }
        }
        return true;
    }

    private byte[] maskOf(int band, ReadRequest request, int plane) throws RasterException {
        Window w = request.window();
        byte[] mask = new byte[plane];
        handle.use(dataset -> {
            Band of = GdalCall.object(
                    handle.source(), "no mask of band " + band, dataset.GetRasterBand(band)::GetMaskBand);
            GdalCall.code(
                    handle.source(),
                    "cannot read the mask of band " + band,
                    () -> of.ReadRaster(
                            w.x(),
                            w.y(),
                            w.width(),
                            w.height(),
                            request.width(),
                            request.height(),
                            PixelType.UINT8.code(),
                            mask));
            return null;
        });
        return mask;
    }

    private interface Read {
        int from(Dataset dataset);
    }

    private void call(ReadRequest request, Read read) throws RasterException {
        Object cause = new Object() {
            @Override
            public String toString() {
                return "cannot read " + request;
            }
        };
        handle.use(dataset -> {
            if (!request.resamples()) {
                GdalCall.code(handle.source(), cause, () -> read.from(dataset));
                return null;
            }
            gdal.SetThreadLocalConfigOption(RESAMPLING, request.resampling().gdalName());
            try {
                GdalCall.code(handle.source(), cause, () -> read.from(dataset));
            } finally {
                gdal.SetThreadLocalConfigOption(RESAMPLING, null);
            }
            return null;
        });
    }
}
