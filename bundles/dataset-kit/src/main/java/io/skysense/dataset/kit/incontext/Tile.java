// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Extent;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One image of a collage: an open scene, and what of it is shown. Belongs to the thread that opened it.
 *
 * @param record which record of the split it is
 * @param scene the scene, which the tile owns
 * @param label the crop of its label around the class
 * @param extents the sizes of its modalities
 * @param times the time step of each modality
 * @param ground the crop around a pixel of the class
 * @param part what is taken out of the crop, in cells of a grid over it
 * @param partRows rows of that grid
 * @param partColumns columns of that grid
 * @param flipped whether the image is mirrored left to right
 */
record Tile(
        int record,
        Scene scene,
        LabelMap label,
        Map<Modality, Extent> extents,
        Map<Modality, Integer> times,
        Ground ground,
        Box part,
        int partRows,
        int partColumns,
        boolean flipped)
        implements AutoCloseable {

    String id() {
        return scene.id();
    }

    Set<Modality> modalities() {
        return extents.keySet();
    }

    /** {@return the part of {@link #label} that is shown} */
    Box labelPart() {
        return part.on(partRows, partColumns, label.height(), label.width());
    }

    /**
     * Reads what is shown of a modality.
     *
     * @param modality one that is present
     * @param bands how many bands it must have
     * @return (1, bands, h, w), not mirrored
     * @throws UnreadableTileException if the scene's files do not hold what they should
     * @throws IOException if reading fails
     */
    ImageCube read(Modality modality, int bands) throws IOException {
        Extent extent = extents.get(modality);
        Box box = ground.part(part, partRows, partColumns, extent.height(), extent.width());
        try {
            ImageCube image =
                    scene.read(modality, times.get(modality), box.row(), box.column(), box.height(), box.width());
            if (image.bands() != bands) {
                throw new DatasetException(
                        id() + ": " + modality.key() + ": " + image.bands() + " bands, but the table has " + bands);
            }
            return image;
        } catch (DatasetException e) {
            throw new UnreadableTileException(record, e);
        }
    }

    /**
     * The day of the year that a modality is shown of.
     *
     * @param modality one that is present
     * @return 0 for the first of January; -1 if it is unknown
     * @throws UnreadableTileException if the scene's files do not hold what they should
     * @throws IOException if reading fails
     */
    int day(Modality modality) throws IOException {
        List<LocalDate> dates;
        try {
            dates = scene.dates(modality);
        } catch (DatasetException e) {
            throw new UnreadableTileException(record, e);
        }
        int time = times.get(modality);
        return time < dates.size() ? dates.get(time).getDayOfYear() - 1 : -1;
    }

    @Override
    public void close() {
        scene.close();
    }
}
