using System.Globalization;
using System.Net;
using TuiChat.Benchmarks.Load;
using TuiChat.Benchmarks.Peers;

namespace TuiChat.Benchmarks.Screens;

/// <summary>A terminal client that is measured, and the server that it talks to.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Program">Its program.</param>
/// <param name="Server">The server it is measured with.</param>
/// <param name="Alone">Writes what it needs into an empty folder and gives the arguments for a start without any server.</param>
/// <param name="Connected">The same for a start that connects and goes into a room.</param>
/// <param name="Room">The room as the load generator calls it.</param>
/// <param name="Keys">What is typed to see the room.</param>
sealed record RivalClient(
    string Name, string Program, Contender Server, Func<string, IReadOnlyList<string>> Alone, Func<string, IPEndPoint, IReadOnlyList<string>> Connected, string Room = "flood", string Keys = "")
{
    /// <summary>The name under which each of them enters.</summary>
    public const string Nick = "typist";

    /// <summary>All that can be measured here; the names of those that are missing go into the list.</summary>
    public static IReadOnlyList<RivalClient> Find(List<string> missing)
    {
        List<RivalClient> clients = [Own("TuiChat", ClientProgram.Built)];
        if (ClientProgram.Published is { } published) clients.Add(Own("TuiChat published", published));
        var ircServer = Peer.All.FirstOrDefault(peer => peer.Program is not null);
        foreach (var name in (string[])["weechat", "irssi"])
        {
            var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            if (program is null) missing.Add($"{name}: left out, it is not installed");
            else if (ircServer?.Program is not { } serverProgram) missing.Add($"{name}: left out, there is no IRC server for it");
            else clients.Add(name == "weechat" ? WeeChat(program, new PeerContender(ircServer, serverProgram)) : Irssi(program, new PeerContender(ircServer, serverProgram)));
        }
        return clients;
    }

    static RivalClient Own(string name, string program) => new(
        name,
        program,
        OwnContender.OnDisk,
        folder => ["--no-discovery", "--data", folder],
        (folder, server) => ["-i", server.Address.ToString(), "-p", Port(server), "-u", Nick, "-r", "flood", "--no-discovery", "--data", folder]);

    /// <summary>It keeps all lines in memory, as ours keeps all on disk.</summary>
    static RivalClient WeeChat(string program, Contender server) => new(
        "WeeChat",
        program,
        server,
        folder => ["-d", folder],
        (folder, at) =>
        [
            "-d", folder,
            "-r", "/set weechat.history.max_buffer_lines_number 0",
            "-r", $"/server add flood 127.0.0.1/{Port(at)} -nicks={Nick} -autojoin=#flood",
            "-r", "/connect flood",
        ]);

    /// <summary>It keeps all lines in memory.</summary>
    static RivalClient Irssi(string program, Contender server) => new(
        "irssi",
        program,
        server,
        folder => [$"--home={folder}"],
        (folder, at) =>
        {
            File.WriteAllText(
                Path.Combine(folder, "config"),
                $$"""
                servers = ( { address = "127.0.0.1"; chatnet = "flood"; port = "{{Port(at)}}"; autoconnect = "yes"; } );
                chatnets = { flood = { type = "IRC"; nick = "{{Nick}}"; }; };
                channels = ( { name = "#flood"; chatnet = "flood"; autojoin = "yes"; } );
                settings = {
                  core = { real_name = "t"; user_name = "t"; nick = "{{Nick}}"; };
                  "fe-text" = { scrollback_lines = "200000"; scrollback_time = "7d"; };
                };

                """);
            return [$"--home={folder}"];
        },
        Keys: "\e2"); // Alt+2: the window of the room

    static string Port(IPEndPoint server) => server.Port.ToString(CultureInfo.InvariantCulture);
}
