using System.Net;
using TuiChat.Server;
using TuiChat.Server.Configuration;

namespace TuiChat.Tests.Server;

/// <summary>A server on a free port of loopback and a data folder of its own, which is removed with it.</summary>
sealed class TestServer : IAsyncDisposable
{
    readonly string _folder;
    readonly bool _isOwner;

    TestServer(ServerHost host, string folder, bool isOwner)
    {
        Host = host;
        _folder = folder;
        _isOwner = isOwner;
    }

    public ServerHost Host { get; }

    public IPEndPoint EndPoint => Host.EndPoint;

    public static string NewFolder() => Directory.CreateTempSubdirectory("tuichat-test-").FullName;

    public static async Task<TestServer> StartAsync(
        Func<ServerSettings, ServerSettings>? change = null,
        TimeProvider? time = null,
        string? folder = null,
        Func<IPAddress, bool>? isOwnMachine = null,
        string? password = null)
    {
        var data = folder ?? NewFolder();
        var settings = new ServerSettings { Name = "test", Bind = "127.0.0.1", Port = 0, Data = data, RequestBurst = 100_000 };
        var options = new ServerOptions
        {
            Settings = change?.Invoke(settings) ?? settings,
            Time = time ?? TimeProvider.System,
            Password = password,
            HashIterations = 1000, // tests make many accounts
            IsOwnMachine = isOwnMachine ?? IPAddress.IsLoopback,
        };
        try
        {
            return new TestServer(await ServerHost.StartAsync(options), data, folder is null);
        }
        catch (StartException) when (folder is null)
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    public Task<LineClient> EnterAsync(string nick, string? room = "main") => LineClient.EnterAsync(EndPoint, nick, room);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (_isOwner) Directory.Delete(_folder, recursive: true);
    }
}
