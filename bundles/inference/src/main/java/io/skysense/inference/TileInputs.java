// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.MapRequest;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The opened rasters of a job: those of each sensor, and of it one a date. */
final class TileInputs implements AutoCloseable {

    private final List<Modality> sensors;
    private final List<RasterPool> rasters = new ArrayList<>();

    private TileInputs(List<Modality> sensors) {
        this.sensors = sensors;
    }

    /**
     * Opens them.
     *
     * @param request names them
     * @return the rasters; the caller closes them
     * @throws RasterException if one cannot be opened
     */
    static TileInputs open(MapRequest request) throws RasterException {
        TileInputs inputs = new TileInputs(request.sensors());
        try {
            for (var file : request.inputs()) {
                inputs.rasters.add(RasterPool.open(file));
            }
            return inputs;
        } catch (RasterException | RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /**
     * Hands each raster to the sensor that it is of.
     *
     * @param model reads them
     * @return the sensors; the map is like the first raster of the first
     * @throws IOException if the model reads other sensors or another number of dates, or rasters have other bands or do
     *     not lie on each other
     */
    List<SensorInput> of(TileModel model) throws IOException {
        List<SensorInput> inputs = new ArrayList<>();
        for (Map.Entry<Modality, List<RasterPool>> own : bySensor(model).entrySet()) {
            BandTable bands = model.bands().get(own.getKey());
            if (bands == null) {
                throw new IOException("the model reads no " + own.getKey().key() + " images; it reads " + words(model));
            }
            int ratio = model.ratio(own.getKey());
            inputs.add(new SensorInput(bands, ratio, own.getValue()));
        }
        SensorInput first = inputs.get(0);
        if (first.ratio() != 1) {
            throw new IOException(
                    "a map has the pixels of the finest sensor that the model reads; give a raster of it too: "
                            + words(model));
        }
        for (SensorInput input : inputs) {
            DatesCheck.of(input, model);
            PlaceCheck.of(input, first);
        }
        return inputs;
    }

    private Map<Modality, List<RasterPool>> bySensor(TileModel model) throws IOException {
        if (!sensors.isEmpty()) {
            Map<Modality, List<RasterPool>> named = new EnumMap<>(Modality.class);
            for (int i = 0; i < rasters.size(); i++) {
                named.computeIfAbsent(sensors.get(i), k -> new ArrayList<>()).add(rasters.get(i));
            }
            return named;
        }
        if (model.bands().size() > 1) {
            throw new IOException("the model reads " + words(model) + "; say of which each raster is, for example "
                    + model.bands().keySet().iterator().next().key() + "=scene.tif");
        }
        return Map.of(model.bands().keySet().iterator().next(), rasters);
    }

    private static String words(TileModel model) {
        return model.bands().keySet().stream().map(Modality::key).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        rasters.forEach(RasterPool::close);
    }
}
