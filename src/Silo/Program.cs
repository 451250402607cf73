using Plimsoll.Silo.Hosting;

return await SiloProgram.RunAsync(args);
