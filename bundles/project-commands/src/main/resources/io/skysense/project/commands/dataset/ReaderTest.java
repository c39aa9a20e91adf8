package {{package}};

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.contract.PublishedDatasetContract;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every reader keeps to, on a tiny copy of the data in its true layout and formats. */
class {{class}}ReaderTest extends PublishedDatasetContract {

    private final ListedReader reader = new {{class}}Reader();

    @Override
    protected ListedReader reader() {
        return reader;
    }

    @Override
    protected Path makeCopy(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "{{name}}");
        copy.list("train", entry(copy, "train", "a", new int[] {1, 2, 0}, 0, 1), entry(copy, "train", "b", new int[] {2}, 1));
        copy.list("val", entry(copy, "val", "c", new int[] {1}, 0));
        return copy.root();
    }

    /** An image of noise, a label of upright stripes, and what the list file says of them. */
    private static String entry(TinyCopy copy, String split, String key, int[] stripes, Integer... classes)
            throws IOException {
        String image = split + "/images/" + key + ".tif";
        String label = split + "/labels/" + key + ".png";
        copy.image(image, 3, PixelType.UINT8).label(label, stripes);
        return copy.entry(image, label, classes);
    }

    @Test
    void classesAreNumberedAsInTheTable() throws IOException {
        assertEquals(List.of(0, 1, ClassTable.IGNORE), stripes("train", 0, 3));
    }
}
