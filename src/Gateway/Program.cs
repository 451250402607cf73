namespace Plimsoll.Gateway;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        await using var app = WebApplication.CreateSlimBuilder(args).Build();
        app.MapGet("/healthz", () => "ok");
        await app.RunAsync();
        return 0;
    }
}
