using Plimsoll.Gateway.Hosting;

return await GatewayProgram.RunAsync(args);
