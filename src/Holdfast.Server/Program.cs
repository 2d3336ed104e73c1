return await Holdfast.Server.Commands.CommandLine.RunAsync(args);
