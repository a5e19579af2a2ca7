package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private Frame animals() throws IOException {
        return Frame.csv(file("animals.csv", "name,legs,weight\n# a comment\nhen, 2, 1.5\ncat,4,4\ncow,4,?\n"));
    }

    @Test
    void aFirstLineNamesTheColumnsUnlessNamesAreGiven() throws IOException {
        Frame frame = animals();
        assertThat(frame.columns()).containsExactly("name", "legs", "weight");
        assertThat(frame.size()).isEqualTo(3);
        assertThat(frame.column("legs")).containsExactly(2, 4, 4);
        assertThat(frame.column("weight")).containsExactly(1.5, 4, Double.NaN);
        assertThat(frame.texts("name")).containsExactly("hen", "cat", "cow");
        Frame bare = Frame.csv(file("bare.csv", "1,2\n3,4\n"), "a", "b");
        assertThat(bare.tensor("b", "a").toDoubles()).containsExactly(2, 1, 4, 3);
    }

    @Test
    void tabsAndSemicolonsSeparateToo() throws IOException {
        assertThat(Frame.csv(file("a.tsv", "a\tb\n1\tx,y\n")).texts("b")).containsExactly("x,y");
        assertThat(Frame.csv(file("b.csv", "\uFEFFa;b\n1;2\n")).column("a")).containsExactly(1);
    }

    @Test
    void columnsBecomeTensorsAndBack() throws IOException {
        Frame frame = Frame.csv(file("x.csv", "a,b,c\n1,2,3.5\n4,5,6\n"));
        assertThat(frame.tensor("a", "c").dtype()).isEqualTo(DType.FLOAT32);
        assertThat(frame.tensor().shape().toInts()).containsExactly(2, 3);
        assertThat(frame.tensor(DType.INT64, "b").toLongs()).containsExactly(2, 5);
        Frame back = Frame.of(frame.tensor(DType.FLOAT64, "a", "c"), "a", "c");
        assertThat(back.column("c")).containsExactly(3.5, 6);
        assertThat(Frame.of(Tensor.of(1, 2), "n").toString()).isEqualTo("n\n1\n2\n2 rows, 1 column");
        assertThat(Frame.of((DataFrame) back.dflib()).columns()).containsExactly("a", "c");
        assertThatThrownBy(() -> Frame.of(Tensor.zeros(2, 3), "a"))
                .hasMessage("Frame.of: a tensor [2, 3] does not have the 1 columns [a]");
    }

    @Test
    void textBecomesClassesAndDataSetsTakeTheRestAsInputs() throws IOException {
        Frame frame = animals().without("weight");
        assertThat(frame.labels("name").toInts()).containsExactly(2, 0, 1);
        assertThat(frame.unique("name")).containsExactly("cat", "cow", "hen");
        TensorDataset data = frame.dataset("name");
        assertThat(data.x().toDoubles()).containsExactly(2, 4, 4);
        assertThat(data.y().dtype()).isEqualTo(DType.INT64);
        TensorDataset numbers = animals().dropMissing().without("name").dataset("weight");
        assertThat(numbers.y().shape().toInts()).containsExactly(2, 1);
    }

    @Test
    void rowsAreChosenAndGrouped() throws IOException {
        Frame frame = animals();
        assertThat(frame.where(r -> r.number("legs") > 2 && r.text("name").startsWith("c"))
                        .texts("name"))
                .containsExactly("cat", "cow");
        assertThat(frame.head(1).texts("name")).containsExactly("hen");
        assertThat(frame.select("weight", "name").columns()).containsExactly("weight", "name");
        Frame means = frame.meanBy("legs");
        assertThat(means.texts("legs")).containsExactly("2", "4");
        assertThat(means.column("weight")).containsExactly(1.5, 4);
        assertThat(Tables.cars().meanBy("foreign").column("price"))
                .containsExactly(new double[] {6072.4230769, 6384.6818182}, within(1e-6));
    }

    @Test
    void jsonIsReadInThreeShapesAndWritten() throws IOException {
        assertThat(Frame.json(file("a.json", "[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2.5}]"))
                        .column("a"))
                .containsExactly(1, 2.5);
        assertThat(Frame.json(file("b.json", "{\"a\": [1, 2], \"b\": [true, false]}"))
                        .tensor("a", "b")
                        .toDoubles())
                .containsExactly(1, 1, 2, 0);
        Frame lines = Frame.json(file("c.jsonl", "{\"loss\": 2}\n{\"loss\": null}\n"));
        assertThat(lines.column("loss")).containsExactly(2, Double.NaN);
        String saved = folder.resolve("made/d.json").toString();
        lines.save(saved);
        assertThat(Path.of(saved)).hasContent("[{\"loss\":2},{\"loss\":null}]");
        assertThatThrownBy(() -> Frame.json(file("e.json", "[1, 2]"))).hasMessageContaining("a list of objects");
        assertThatThrownBy(() -> Frame.json(file("f.json", "[]"))).hasMessageContaining("there is no value in it");
        assertThatThrownBy(() -> Frame.json(file("g.json", "{\"a\": [1, 2], \"b\": [1]}")))
                .hasMessageContaining("the column \"b\" has 1 values, those before it 2");
    }

    @Test
    void csvAndParquetAreWrittenAsTheyAreRead() throws IOException {
        Frame frame = animals();
        for (String name : List.of("a.csv", "a.tsv", "a.parquet")) {
            String file = folder.resolve(name).toString();
            frame.save(file);
            Frame back = name.endsWith("parquet") ? Frame.parquet(file) : Frame.csv(file);
            assertThat(back.toString()).as(name).isEqualTo(frame.toString());
            assertThat(back.column("weight")).as(name).containsExactly(1.5, 4, Double.NaN);
        }
        assertThatThrownBy(() -> frame.save(folder.resolve("a.docx").toString()))
                .hasMessageContaining("does not end in .csv, .tsv, .json or .parquet");
    }

    @Test
    void withoutItsLibraryParquetSaysWhatToAdd() throws Exception {
        String file = folder.resolve("a.parquet").toString();
        animals().save(file);
        URL[] without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("parquet"))
                .map(entry -> Path.of(entry).toUri())
                .map(FrameTest::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
            var read = loader.loadClass(Frame.class.getName()).getMethod("parquet", String.class);
            assertThatThrownBy(() -> read.invoke(null, file))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("needs blue.strategic.parquet:parquet-floor")
                    .hasMessageContaining("add it to the class path");
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void theFirstSheetOfAWorkbookIsRead() throws IOException {
        Path file = folder.resolve("book.xlsx");
        workbook(file);
        Frame frame = Frame.xlsx(file.toString());
        assertThat(frame.columns()).containsExactly("mpg", "make");
        assertThat(frame.column("mpg")).containsExactly(22, 17.5, Double.NaN);
        assertThat(frame.texts("make")).containsExactly("가", "b", "c");
        assertThatThrownBy(() -> Frame.xlsx(file("no.xlsx", "text"))).hasMessageContaining("no.xlsx cannot be read");
    }

    /// The least that is a workbook.
    private static void workbook(Path file) throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String parts = "http://schemas.openxmlformats.org/package/2006/relationships";
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="xml" ContentType="application/xml"/>
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>""");
            entry(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"" + parts + "\"><Relationship Id=\"r1\" Type=\"" + office
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            entry(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                            + "\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"" + parts + "\"><Relationship Id=\"r1\" Type=\"" + office
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            String rows = row(1, text("A1", "mpg") + text("B1", "make"))
                    + row(2, "<c r=\"A2\"><v>22</v></c>" + text("B2", "가"))
                    + row(3, "<c r=\"A3\"><f>35/2</f><v>17.5</v></c>" + text("B3", "b"))
                    + row(5, text("B5", "c"));
            entry(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        }
    }

    private static String row(int number, String cells) {
        return "<row r=\"" + number + "\">" + cells + "</row>";
    }

    private static String text(String cell, String value) {
        return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Frame frame = animals();
        assertThatThrownBy(() -> Frame.csv("nowhere.csv")).hasMessageStartingWith("Frame.csv: no file nowhere.csv in ");
        assertThatThrownBy(() -> frame.column("leg"))
                .hasMessage("Frame: no column \"leg\"; there are [name, legs, weight]");
        assertThatThrownBy(() -> frame.where(r -> r.number("x") > 0)).hasMessageContaining("no column \"x\"");
        assertThatThrownBy(() -> frame.select("x")).hasMessageContaining("no column \"x\"");
        assertThatThrownBy(() -> frame.tensor("name"))
                .hasMessage("Frame: the column \"name\" is text, such as \"hen\"; labels(\"name\") makes classes of it,"
                        + " texts(\"name\") reads it, without(\"name\") leaves it out");
        assertThatThrownBy(() -> frame.tensor("weight"))
                .hasMessage("Frame: the column \"weight\" lacks 1 of 3 values; dropMissing() leaves such rows out");
        assertThatThrownBy(() -> frame.labels("weight")).hasMessageContaining("lacks 1 of 3");
        assertThatThrownBy(() -> Frame.csv(file("a.csv", "1,2\n"), "a"))
                .hasMessageContaining("it has 2 columns, but 1 names are given: [a]");
        assertThatThrownBy(() -> Frame.csv(file("b.csv", "a,a\n1,2\n")))
                .hasMessageContaining("the columns [a, a] do not all have names of their own");
        assertThatThrownBy(() -> Frame.csv(file("c.csv", ""))).hasMessageContaining("c.csv cannot be read");
    }

    @Test
    void longTablesShowTheirEnds() {
        String text = Tables.iris().toString();
        assertThat(text.lines()).hasSize(23).last().isEqualTo("150 rows, 5 columns");
        assertThat(text).contains("…").contains("Iris-setosa").contains("Iris-virginica");
        assertThat(Frame.of(Tensor.of(1), "<a>").html())
                .isEqualTo("<table><tr><th>&lt;a&gt;</th></tr><tr><td>1</td></tr></table><p>1 row, 1 column</p>");
    }
}
