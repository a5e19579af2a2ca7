package dev.crema.kernel.launch;

import com.google.gson.JsonObject;
import dev.crema.kernel.display.Renderers;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.magic.NotebookMagics;
import dev.crema.magics.AttachMagic;
import dev.crema.magics.ConfigMagic;
import dev.crema.magics.DeviceMagic;
import dev.crema.magics.Magics;
import dev.crema.magics.PlotMagic;
import dev.crema.magics.RunsMagic;
import dev.crema.magics.StopMagic;
import dev.crema.magics.TrainMagic;
import dev.crema.magics.Views;
import dev.crema.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Puts together what evaluates notebooks. Renderers, magics and exports are registered here, each in a line.
final class Notebooks {
    /// Writes an executed notebook in another form beside it.
    @FunctionalInterface
    interface Export {
        /// @param notebook the finished notebook, format 4
        /// @param file NAME.ipynb, whose name the export takes
        void write(JsonObject notebook, Path file) throws IOException;
    }

    private Notebooks() {}

    static Evaluator evaluator() {
        Renderers renderers = Renderers.standard();
        Views.addTo(renderers::add);
        Magics magics = new Magics()
                .add(
                        new TrainMagic(),
                        new PlotMagic(),
                        new RunsMagic(),
                        new AttachMagic(),
                        new StopMagic(),
                        new DeviceMagic(),
                        new ConfigMagic());
        var evaluator = new Evaluator(magics, renderers);
        NotebookMagics.addTo(evaluator);
        return evaluator;
    }

    /// What `crema run` writes besides the notebook.
    static List<Export> exports() {
        return List.of((notebook, file) ->
                HtmlReport.of(notebook).save(NotebookName.of(file).with(".html")));
    }
}
