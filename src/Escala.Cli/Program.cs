using Escala.Cli;

return await EscalaProgram.RunAsync(args);
