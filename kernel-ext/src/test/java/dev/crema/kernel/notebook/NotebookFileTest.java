package dev.crema.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.kernel.notebook.NotebookFile.NotebookException;
import dev.crema.magics.MimeBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFileTest {
    /// As nbformat writes it, with fields that this program knows nothing of.
    static final String NOTEBOOK = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "a",
               "metadata": {},
               "source": [
                "# Größe <1>"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "b",
               "metadata": {
                "tags": [
                 "mine"
                ]
               },
               "outputs": [],
               "source": [
                "int x = 1;\\n",
                "x"
               ]
              }
             ],
             "metadata": {
              "custom": {
               "empty": {},
               "number": 1.50
              }
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsReadIsWrittenAsItWas() throws Exception {
        assertThat(NotebookFile.parse(NOTEBOOK, "t").text()).isEqualTo(NOTEBOOK);
    }

    @Test
    void sourcesAreJoinedFromTheirLines() throws Exception {
        assertThat(NotebookFile.parse(NOTEBOOK, "t").codeCells())
                .singleElement()
                .extracting(CodeCell::source)
                .isEqualTo("int x = 1;\nx");
    }

    @Test
    void outputsAreWrittenAsNbformatWritesThem() throws Exception {
        NotebookFile notebook = NotebookFile.parse(NOTEBOOK, "t");
        CodeCell cell = notebook.codeCells().getFirst();
        cell.clear();
        cell.print("stdout", "a\nb");
        cell.print("stdout", "c\n");
        cell.print("stderr", "e");
        cell.result(MimeBundle.text("1").with("image/png", "QUJD").withMetadata("image/png", Map.of("width", 3)), 1);
        assertThat(cell.outputs())
                .hasToString("[{\"name\":\"stdout\",\"output_type\":\"stream\",\"text\":[\"a\\n\",\"bc\\n\"]},"
                        + "{\"name\":\"stderr\",\"output_type\":\"stream\",\"text\":[\"e\"]},"
                        + "{\"data\":{\"image/png\":\"QUJD\",\"text/plain\":[\"1\"]},\"execution_count\":1,"
                        + "\"metadata\":{\"image/png\":{\"width\":3}},\"output_type\":\"execute_result\"}]");
    }

    @Test
    void progressThatOverwritesItselfIsKeptOnce() {
        assertThat(CodeCell.overwritten("\r10 %\r20 %\r30 %\nnext")).isEqualTo("30 %\nnext");
        assertThat(CodeCell.overwritten("windows\r\n")).isEqualTo("windows\r\n");
    }

    @Test
    void anUnknownPathIsOneSentence() {
        assertThatThrownBy(() -> NotebookFile.read(folder.resolve("lab.ipynb")))
                .isInstanceOf(NotebookException.class)
                .hasMessage("there is no notebook " + folder.resolve("lab.ipynb"));
    }

    @Test
    void invalidJsonIsOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.ipynb"), "{ \"cells\": [");
        assertThatThrownBy(() -> NotebookFile.read(file))
                .isInstanceOf(NotebookException.class)
                .hasMessageContaining("bad.ipynb is not valid JSON: ")
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @Test
    void whatIsNoNotebookForJavaIsRefused() {
        assertThatThrownBy(() -> NotebookFile.parse("[]", "t")).hasMessage("t is no notebook: it holds no JSON object");
        assertThatThrownBy(() -> NotebookFile.parse("{}", "t")).hasMessageContaining("t is no notebook");
        assertThatThrownBy(() -> NotebookFile.parse("{\"nbformat\": 3, \"cells\": []}", "t"))
                .hasMessageContaining("format 3");
        String python = "{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}";
        assertThatThrownBy(() -> NotebookFile.parse(python, "t"))
                .hasMessage("t is a notebook for python, not for Java");
    }
}
