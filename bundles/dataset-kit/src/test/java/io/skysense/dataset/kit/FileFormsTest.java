// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.skysense.api.data.BadFile;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.Extent;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import io.skysense.api.data.SizeMismatch;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that files of a dataset may have: arrays, archives, addresses, coloured labels, pieces of images. */
class FileFormsTest {

    private MadeFiles files;

    @BeforeEach
    void make(@TempDir Path temporary) throws IOException {
        files = new MadeFiles(temporary);
    }

    private Dataset open(FileLayout layout, BadFile policy, boolean remote) throws IOException {
        return ListedDataset.open(
                new DatasetDefinition(Made.table(), layout),
                new DatasetOptions(files.root, Map.of(), Set.of(), SizeMismatch.FAIL, policy, remote));
    }

    private Sample read(FileLayout layout) throws IOException {
        try (Dataset dataset = open(layout, BadFile.FAIL, false)) {
            return dataset.read("train", 0).orElseThrow();
        }
    }

    /** What is said about the first entry, after the list file and the entry. */
    private String refusal(FileLayout layout) {
        String message =
                assertThrows(DatasetException.class, () -> read(layout)).getMessage();
        String place = files.root.resolve("made_train.json") + ": entry 0: ";
        assertTrue(message.startsWith(place), message);
        assertEquals(1, message.lines().count(), message);
        return message.substring(place.length());
    }

    private Path at(String name) {
        return files.root.resolve(name);
    }

    private static FileLayout colors(int threshold, Map<String, Integer> colors) {
        FileLayout usual = FileLayout.DEFAULTS;
        return new FileLayout(
                List.of(),
                List.of(),
                colors,
                threshold,
                Map.of(),
                "image",
                "date",
                "",
                0,
                usual.label(),
                Map.of(),
                true);
    }

    private void series(String name, String type, TinyArray dates) throws IOException {
        double[] values = new double[3 * 2 * 2];
        Arrays.setAll(values, i -> i);
        TinyArray image = TinyArray.of(type, new int[] {3, 1, 2, 2}, values);
        TinyArray.npz(at(name), dates == null ? Map.of("image", image) : Map.of("image", image, "date", dates));
        files.list("{'s2_path': 'made/" + name + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|u1", "<i2", "<u2", "<i4", "<i8", "<f4", "<f8"})
    void anArrayOfFourAxesIsASeriesOfAnyNumberType(String type) throws IOException {
        series("s.npz", type, TinyArray.texts("20180105", "20180210", "20180301"));
        Sample sample = read(FileLayout.DEFAULTS);
        ImageCube cube = sample.images().get(Modality.S2);
        assertEquals(new ImageCube(3, 1, 2, 2, cube.values()), cube);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, cube.values());
        assertEquals(
                List.of(LocalDate.of(2018, 1, 5), LocalDate.of(2018, 2, 10), LocalDate.of(2018, 3, 1)),
                sample.dates().get(Modality.S2));
    }

    @Test
    void datesMayBeTextsWithHyphensOrNumbers() throws IOException {
        series("s.npz", "<i2", TinyArray.texts("2018-01-05", "2018-02-10", "2018-03-01"));
        assertEquals(
                LocalDate.of(2018, 2, 10),
                read(FileLayout.DEFAULTS).dates().get(Modality.S2).get(1));
        series("s.npz", "<i2", TinyArray.of("<i4", new int[] {3}, 20180105, 20180210, 20180301));
        assertEquals(
                LocalDate.of(2018, 3, 1),
                read(FileLayout.DEFAULTS).dates().get(Modality.S2).get(2));
    }

    @Test
    void datesThatDoNotParseOrAreTooFewAreRefused() throws IOException {
        series("s.npz", "<i2", TinyArray.texts("20180105", "20181310", "20180301"));
        assertEquals(
                at("s.npz") + ": date \"20181310\" is neither yyyyMMdd nor yyyy-MM-dd", refusal(FileLayout.DEFAULTS));
        series("s.npz", "<i2", TinyArray.texts("20180105", "20180210"));
        assertEquals(at("s.npz") + ": 2 dates for 3 images", refusal(FileLayout.DEFAULTS));
    }

    @Test
    void arraysOfAnotherNameRankOrTypeAreRefused() throws IOException {
        TinyArray plane = TinyArray.of("<i2", new int[] {2, 2}, 1);
        TinyArray.npz(at("s.npz"), Map.of("arr_0", plane, "b", plane));
        files.list("{'s2_path': 'made/s.npz'}");
        assertEquals(
                at("s.npz") + ": holds no array of numbers image; it holds arr_0, b", refusal(FileLayout.DEFAULTS));
        TinyArray.npz(at("s.npz"), Map.of("image", TinyArray.of("<i2", new int[] {1, 1, 1, 2, 2}, 1)));
        assertTrue(refusal(FileLayout.DEFAULTS).startsWith(at("s.npz") + ": an array of shape [1, 1, 1, 2, 2] is no"));
        TinyArray.npz(at("s.npz"), Map.of("image", TinyArray.texts("a", "b")));
        assertTrue(refusal(FileLayout.DEFAULTS).contains("holds no array of numbers image"));
    }

    @Test
    void arraysOfObjectsAreRefusedUnread() throws IOException {
        // {'descr': '|O', ...} and a pickle: what numpy.save writes of a list.
        byte[] header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n".getBytes();
        byte[] array = new byte[10 + header.length + 4];
        System.arraycopy(HexFormat.of().parseHex("934e554d50590100"), 0, array, 0, 8);
        array[8] = (byte) header.length;
        System.arraycopy(header, 0, array, 10, header.length);
        Files.write(at("s.npy"), array);
        files.list("{'s2_path': 'made/s.npy'}");
        assertEquals(at("s.npy") + ": array 's': elements of type '|O' are not read", refusal(FileLayout.DEFAULTS));
    }

    @Test
    void valuesOfArraysThatAreNoNumbersBecomeTheBandsMean() throws IOException {
        TinyArray.of("<f4", new int[] {1, 2, 2}, 1, Double.NaN, 3, Double.POSITIVE_INFINITY)
                .npy(at("s.npy"));
        files.list("{'s2_path': 'made/s.npy'}");
        assertArrayEquals(
                new float[] {1, 2, 3, 2},
                read(FileLayout.DEFAULTS).images().get(Modality.S2).values());
    }

    @Test
    void filesInArchivesAreReadWhereTheyAre() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.label("a.png", 2, 2, 1, 2, 2, 1);
        TinyArray.of("<i2", new int[] {1, 1, 1}, 7).npy(at("s.npy"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(at("all.zip")))) {
            for (String name : List.of("a.tif", "a.png", "s.npy")) {
                zip.putNextEntry(new ZipEntry("in/" + name));
                Files.copy(at(name), zip);
                Files.delete(at(name));
            }
        }
        files.list("{'hr_path': 'made/all.zip/in/a.tif', 's2_path': 'made/all.zip/in/s.npy',"
                + " 'target_path': 'made/all.zip/in/a.png'}");
        Sample sample = read(FileLayout.DEFAULTS);
        assertArrayEquals(
                new float[] {5, 5, 5, 5, 5, 5, 5, 5},
                sample.images().get(Modality.HR).values());
        assertArrayEquals(new float[] {7}, sample.images().get(Modality.S2).values());
        assertArrayEquals(new byte[] {0, 1, 1, 0}, sample.label().orElseThrow().classes());
        files.list("{'s2_path': 'made/all.zip/in/none.npy'}");
        assertEquals(at("all.zip") + "/in/none.npy: no such file in the archive", refusal(FileLayout.DEFAULTS));
        files.list("{'hr_path': 'made/all.zip/../../../x.tif'}");
        assertTrue(refusal(FileLayout.DEFAULTS).contains("leaves the data folder"));
    }

    @Test
    void addressesAreFetchedOnlyWhereAllowed() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        TinyArray.of("<i2", new int[] {1, 1, 1}, 7).npy(at("s.npy"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = at(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            boolean wanted = exchange.getRequestMethod().equals("GET");
            exchange.sendResponseHeaders(there ? 200 : 404, there && wanted ? Files.size(file) : -1);
            if (there && wanted) {
                try (OutputStream body = exchange.getResponseBody()) {
                    Files.copy(file, body);
                }
            }
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            files.list("{'hr_path': '" + base + "a.tif', 's2_path': '" + base + "s.npy'}");
            assertEquals(
                    base + "a.tif: an address; nothing is fetched from the network unless data.remote is true",
                    refusal(FileLayout.DEFAULTS));
            try (Dataset dataset = open(FileLayout.DEFAULTS, BadFile.FAIL, true)) {
                Sample sample = dataset.read("train", 0).orElseThrow();
                assertEquals(5, sample.images().get(Modality.HR).values()[0]);
                assertEquals(7, sample.images().get(Modality.S2).values()[0]);
            }
            files.list("{'s2_path': '" + base + "none.npy'}");
            try (Dataset dataset = open(FileLayout.DEFAULTS, BadFile.FAIL, true)) {
                String message = assertThrows(DatasetException.class, () -> dataset.read("train", 0))
                        .getMessage();
                assertTrue(message.endsWith(base + "none.npy: the server answers 404"), message);
            }
        } finally {
            server.stop(0);
        }
    }

    private void coloured(int... rgb) throws IOException {
        byte[] pixels = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            pixels[i] = (byte) (rgb[i] >> 16);
            pixels[rgb.length + i] = (byte) (rgb[i] >> 8);
            pixels[2 * rgb.length + i] = (byte) rgb[i];
        }
        RasterWriter.writePng(at("label.png"), RasterSpec.of(rgb.length, 1, 3, PixelType.UINT8), pixels);
        files.image("a.tif", 2, 1, rgb.length, 5);
        files.list("{'hr_path': 'made/a.tif', 'target_path': 'made/label.png'}");
    }

    @Test
    void coloursOfLabelsStandForValuesAndGreysForThemselves() throws IOException {
        coloured(0xff8000, 0x0000ff, 0x020202, 0x000000);
        FileLayout layout = colors(0, Map.of("#ff8000", 1, "#0000ff", 2));
        assertArrayEquals(
                new byte[] {0, 1, 1, -1}, read(layout).label().orElseThrow().classes());
        coloured(0xff8000, 0x010203, 0xff8000, 0x010203);
        assertEquals(
                at("label.png") + ": label colours that the class table does not know: "
                        + "#010203 (2 pixels, the first at column 1, row 0)",
                refusal(layout));
    }

    @Test
    void coloursThatWereCompressedWithLossAreMadePure() throws IOException {
        coloured(0xf0100c, 0x0b08fa, 0x130a07);
        FileLayout layout = colors(128, Map.of("#ff0000", 1, "#0000ff", 2));
        assertArrayEquals(
                new byte[] {0, 1, -1}, read(layout).label().orElseThrow().classes());
    }

    @Test
    void aSceneGivesPiecesOfItsImages() throws IOException {
        float[] ramp = new float[2 * 3 * 4];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        files.image("a.tif", 2, 3, 4, ramp);
        series("s.npz", "<i2", null);
        files.list("{'hr_path': 'made/a.tif', 's2_path': 'made/s.npz'}");
        try (Dataset dataset = open(FileLayout.DEFAULTS, BadFile.FAIL, false);
                Scene scene = dataset.scene("train", 0).orElseThrow()) {
            assertEquals(Set.of(Modality.HR, Modality.S2), scene.modalities());
            assertEquals(new Extent(1, 3, 4), scene.extent(Modality.HR));
            assertEquals(new Extent(3, 2, 2), scene.extent(Modality.S2));
            assertArrayEquals(
                    new float[] {6, 7, 10, 11, 18, 19, 22, 23},
                    scene.read(Modality.HR, 0, 1, 2, 2, 2).values());
            assertArrayEquals(
                    new float[] {10, 11}, scene.read(Modality.S2, 2, 1, 0, 1, 2).values());
            assertTrue(scene.label().isEmpty());
        }
    }

    @Test
    void samplesThatCannotBeReadAreLeftOutAndCountedOnDemand() throws IOException {
        files.image("a.tif", 2, 2, 2, 5);
        files.list("{'hr_path': 'made/none.tif'}", "{'hr_path': 'made/a.tif'}");
        try (Dataset dataset = open(FileLayout.DEFAULTS, BadFile.SKIP, false)) {
            assertTrue(dataset.read("train", 0).isEmpty());
            assertTrue(dataset.read("train", 0).isEmpty());
            assertTrue(dataset.read("train", 1).isPresent());
            assertEquals(1, dataset.leftOut());
        }
    }
}
