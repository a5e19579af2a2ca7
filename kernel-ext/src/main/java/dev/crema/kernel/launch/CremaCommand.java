package dev.crema.kernel.launch;

import picocli.CommandLine.Command;

/// `crema`: the parent of all commands.
@Command(
        name = "crema",
        description = "Deep-learning notebooks for Java.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KernelCommand.class,
            RunCommand.class,
            ExportCommand.class,
            InstallCommand.class,
            UninstallCommand.class,
            DoctorCommand.class,
            TuneCommand.class,
            RehearseCommand.class
        })
final class CremaCommand {}
