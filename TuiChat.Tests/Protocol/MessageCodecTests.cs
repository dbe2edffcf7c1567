using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.Protocol;

public sealed class MessageCodecTests
{
    static readonly Nickname Ada = Nick("ada");

    static readonly RoomName Two = Room("@abcdefghijklmnopqrstuvwxyz");

    static readonly Message[] EveryMessage =
    [
        new Hello { Id = "1", V = 1, Min = 1, Nick = Ada, Client = "nc", Caps = ["history"], Resume = new string('a', 32), Password = "pässwort", Rooms = [new JoinRequest { Id = "2", Room = RoomName.Main, Since = 7 }], Secret = "geheim12", Token = "t0", Register = true },
        new AboutRequest { Id = "2" },
        new JoinRequest { Id = "3", Room = RoomName.Main, Lines = 0, Since = long.MaxValue, Secret = "sesam" },
        new LeaveRequest { Room = RoomName.Main },
        new SendRequest { Room = RoomName.Main, Text = "“hi” 👋 <b>\n\t/x", Cid = Guid.CreateVersion7(), Kind = MessageKind.Action, Reply = 1 },
        new EditRequest { Room = RoomName.Main, Target = 1, Text = "other", Cid = Guid.CreateVersion7() },
        new DeleteRequest { Id = "5", Room = RoomName.Main, Target = long.MaxValue },
        new ReactRequest { Room = RoomName.Main, Target = 1, Text = "👍🏽", Remove = true },
        new SetTopicRequest { Room = RoomName.Main, Text = "" },
        new RoomsRequest(),
        new PeopleRequest { Room = RoomName.Main },
        new HistoryRequest { Room = RoomName.Main, After = 0, Before = long.MaxValue, Limit = 200 },
        new PingRequest { Id = "4", Nick = Ada },
        new QuitRequest { Text = "bye" },
        new Welcome { Re = "1", V = 1, Nick = Ada, Name = "Home", Server = "x", At = 1, MaxText = 8192, Idle = 60_000, Caps = ["history"], Session = new string('a', 32), Locked = true, Account = true, Role = ServerRole.Host, Token = "t1", Expires = 2, Color = "#a0b1c2" },
        new ServerInfo { Re = "2", V = 1, Min = 1, Name = "Home", Server = "x", Software = "s", People = 0, Rooms = 1, Uptime = 5, Locked = true },
        new RoomState { Re = "3", Room = RoomName.Main, Topic = "", Head = 0, People = 1, More = true, With = Ada, Access = RoomAccess.Locked, Passphrase = true, Slow = 1000 },
        new RoomList { Rooms = [new RoomSummary { Room = RoomName.Main, Topic = "t", People = 0, Access = RoomAccess.Invite, Passphrase = true }] },
        new PeopleList { Room = RoomName.Main, People = [new Person { Nick = Ada, Guest = true, Role = ServerRole.Moderator, Rank = RoomRank.Owner, State = PersonState.Away, Note = "lunch", Color = "#a0b1c2" }] },
        new Page { Room = RoomName.Main, Events = [] },
        new Done { Re = "9", Room = RoomName.Main, Seq = 7, At = 8 },
        new Pong { Re = "4" },
        new Refused { Code = RefusalCode.Flood, Text = "Wait.", Wait = 1000, Suggest = "ada2" },
        new Bye { Code = RefusalCode.Stopping, Text = "Bye." },
        new ChatMessage { Room = RoomName.Main, Seq = 1, At = 2, From = Ada, Text = "hi", Cid = Guid.Empty, Reply = 1, To = Ada, Edited = true, Deleted = true, Own = true, Rev = 7, Reactions = [new ReactionSummary { Text = "👍", Who = [Ada], Own = Ada }] },
        new LineEdited { Room = RoomName.Main, Seq = 4, At = 3, From = Ada, Target = 1, Text = "other" },
        new LineDeleted { Room = RoomName.Main, Seq = 5, At = 3, From = Ada, Target = 1 },
        new LineReaction { Room = RoomName.Main, Seq = 6, At = 3, From = Ada, Target = 1, Text = "👍", Remove = true, Own = true },
        new TopicChanged { Room = RoomName.Main, Seq = 2, At = 3, From = Ada, Text = "new" },
        new Notice { Room = RoomName.Main, Seq = 3, At = 4, Text = "down at noon" },
        new RegisterRequest { Secret = "correct horse" },
        new PasswordRequest { Old = "a", Secret = "b" },
        new LogoutRequest { Session = 7, All = true },
        new SessionsRequest(),
        new DeleteAccountRequest { Secret = "a" },
        new RenameRequest { Nick = Ada },
        new LookRequest { Color = "#a0b1c2" },
        new ClaimRequest { Code = "c" },
        new InfoRequest { Nick = Ada },
        new AwayRequest { Text = "lunch", Idle = true },
        new BackRequest(),
        new TypingRequest { Room = RoomName.Main },
        new WatchRequest { Nicks = [Ada] },
        new DirectRequest { With = Ada, Lines = 0 },
        new DirectsRequest(),
        new BlockRequest { Nick = Ada, Remove = true },
        new BlocksRequest(),
        new ReadRequest { Room = Two, Seq = 1 },
        new MarkersRequest(),
        new KickRequest { Nick = Ada, Room = RoomName.Main, Text = "why" },
        new BanRequest { Nick = Ada, Address = "192.0.2.0/24", Room = RoomName.Main, For = 1, Text = "why" },
        new UnbanRequest { Nick = Ada, Address = "::1", Room = RoomName.Main },
        new BansRequest { Room = RoomName.Main, Mutes = true },
        new MuteRequest { Nick = Ada, Room = RoomName.Main, For = 1, Text = "why" },
        new UnmuteRequest { Nick = Ada, Room = RoomName.Main },
        new RoomSetRequest { Room = RoomName.Main, Access = RoomAccess.Open, Secret = "", Slow = 0 },
        new InviteRequest { Room = RoomName.Main, Nick = Ada },
        new RoleRequest { Nick = Ada, Address = "192.0.2.7", Role = RoomRank.None, Room = RoomName.Main },
        new BroadcastRequest { Text = "noon" },
        new ServerSetRequest { Name = "Home", Password = "", Locked = false },
        new LogRequest { Room = RoomName.Main, Before = 9, Limit = 1 },
        new AccountCreated { Nick = Ada, Token = "t", Expires = 1 },
        new SessionList { Sessions = [new LoginSession { Session = 1, Client = "nc", Since = 1, Used = 2, Here = true, Address = "::1" }] },
        new PersonInfo { Nick = Ada, Online = true, Guest = true, Role = ServerRole.Host, Created = 1, Seen = 2, Former = [Ada], Devices = 2, State = PersonState.Idle, Note = "n", Color = "#a0b1c2", Address = "::1" },
        new DirectList { Directs = [new DirectSummary { Room = Two, With = Ada, Head = 2, Read = 1, At = 3 }] },
        new BlockList { Nicks = [Ada] },
        new MarkerList { Markers = [new Marker { Room = Two, Read = 1 }] },
        new BanList { Bans = [new BanEntry { Nick = Ada, Address = "::1", Room = RoomName.Main, Until = 1, By = "console", At = 1, Text = "why" }] },
        new LogPage { Entries = [new LogEntry { N = 1, At = 1, By = "ada", What = "ban", Whom = "bob", Room = RoomName.Main, Until = 2, Text = "why" }] },
        MemberJoined.Of(RoomName.Main, 5, new Person { Nick = Ada, Guest = true }),
        PersonChanged.Of(RoomName.Main, 5, new Person { Nick = Ada, Role = ServerRole.Host, Rank = RoomRank.Moderator, State = PersonState.Idle, Note = "n", Color = "#a0b1c2" }),
        new PersonRenamed { Room = RoomName.Main, At = 5, Nick = Ada, To = Ada },
        new WritingEvent { Room = RoomName.Main, At = 5, Nick = Ada },
        new AccessChanged { Room = RoomName.Main, At = 5, By = Ada, Access = RoomAccess.Locked, Passphrase = true, Slow = 1 },
        new DirectRoom { Room = Two, With = Ada, Head = 1 },
        new ReadMark { Room = Two, Read = 1 },
        new PresenceNote { Nick = Ada, Online = true, At = 1 },
        new AuthorGone { Nicks = [Ada], To = Ada },
        new Invited { Room = RoomName.Main, By = Ada },
        new ServerNamed { Name = "Den" },
        new Removed { Room = RoomName.Main, Code = RefusalCode.Kicked, Text = "out", Until = 1 },
        new Standing { Nick = Ada, Room = RoomName.Main, Account = true, Role = ServerRole.Host, Rank = RoomRank.Owner, Muted = 0, Color = "#a0b1c2", Text = "t" },
        new MemberLeft { Room = RoomName.Main, At = 6, Nick = Ada, Why = "gone" },
    ];

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, EveryMessage.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Encode_ThenDecode_GivesTheSameLine(int index)
    {
        var message = EveryMessage[index];
        var line = MessageCodec.Encode(message);
        Assert.Equal((byte)'\n', line[^1]);
        Assert.DoesNotContain((byte)'\n', line[..^1]);
        Assert.StartsWith($$"""{"t":"{{message.Type}}""" + '"', Encoding.UTF8.GetString(line), StringComparison.Ordinal);

        var result = MessageCodec.Decode(line.AsSpan()[..^1]);

        Assert.Null(result.Problem);
        Assert.Equal(message.GetType(), result.Message!.GetType());
        Assert.Equal(line, MessageCodec.Encode(result.Message));
    }

    [Fact]
    public void EveryMessage_NamesAllTypes() =>
        Assert.Equal(MessageTypes.All.Select(row => row.Value).OrderBy(t => t.Name), EveryMessage.Select(message => message.GetType()).OrderBy(t => t.Name));

    [Fact]
    public void Decode_PageWithKnownAndUnknownEvents_KeepsBoth()
    {
        var line = """{"t":"page","room":"main","events":[{"seq":1,"at":2,"room":"main","text":"x","from":"ada","t":"msg"},{"t":"poll","room":"main","seq":2,"at":3,"q":[1,{}]}]}""";

        var page = Assert.IsType<Page>(MessageCodec.Decode(Encoding.UTF8.GetBytes(line)).Message);

        Assert.Equal("x", Assert.IsType<ChatMessage>(page.Events[0]).Text);
        Assert.Equal((2L, "poll"), (page.Events[1].Seq, Assert.IsType<UnknownEvent>(page.Events[1]).Name));
    }

    [Fact]
    public void Decode_UnknownNumberedEvent_KeepsItsPlace()
    {
        var result = MessageCodec.Decode("""{"t":"poll","room":"main","seq":9,"at":3}"""u8);
        Assert.Equal(9, Assert.IsType<UnknownEvent>(result.Message).Seq);
    }

    [Fact]
    public void Decode_UnknownFields_AreIgnored() =>
        Assert.IsType<PingRequest>(MessageCodec.Decode("""{"t":"ping","id":"1","later":{"a":[1,2]}}"""u8).Message);

    [Theory]
    [InlineData("", RefusalCode.BadJson)]
    [InlineData("hello", RefusalCode.BadJson)]
    [InlineData("[]", RefusalCode.BadJson)]
    [InlineData("null", RefusalCode.BadJson)]
    [InlineData("\"t\"", RefusalCode.BadJson)]
    [InlineData("{", RefusalCode.BadJson)]
    [InlineData("{\"t\":\"ping\"", RefusalCode.BadJson)]
    [InlineData("{\"t\":\"ping\"}{}", RefusalCode.BadJson)]
    [InlineData("{\"t\":\"ping\",\"x\":[[[[[[[[[[]]]]]]]]]]}", RefusalCode.BadJson)]
    [InlineData("{}", RefusalCode.BadField)]
    [InlineData("{\"t\":7}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"no-such\"}", RefusalCode.UnknownType)]
    [InlineData("{\"t\":\"\u0000\"}", RefusalCode.BadJson)]
    [InlineData("{\"t\":\"\\u0000\\u001b\"}", RefusalCode.UnknownType)]
    [InlineData("{\"t\":\"join\"}", RefusalCode.BadField, "room")]
    [InlineData("{\"t\":\"join\",\"room\":7}", RefusalCode.BadField, "room")]
    [InlineData("{\"t\":\"join\",\"room\":null}", RefusalCode.BadField, "room")]
    [InlineData("{\"t\":\"join\",\"room\":\"a b\"}", RefusalCode.RoomBad, "space")]
    [InlineData("{\"t\":\"join\",\"room\":\"main\",\"lines\":\"5\"}", RefusalCode.BadField, "lines")]
    [InlineData("{\"t\":\"join\",\"room\":\"main\",\"lines\":99999999999}", RefusalCode.BadField, "lines")]
    [InlineData("{\"t\":\"join\",\"room\":\"main\",\"room\":\"b\"}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"a@b\"}", RefusalCode.NickBad, "@")]
    [InlineData("{\"t\":\"hello\",\"v\":1}", RefusalCode.BadField, "nick")]
    [InlineData("{\"t\":\"send\",\"room\":\"main\",\"text\":\"x\",\"cid\":\"nope\"}", RefusalCode.BadField, "cid")]
    [InlineData("{\"t\":\"send\",\"room\":\"main\",\"text\":\"\\ud800\"}", RefusalCode.BadJson, "surrogate")]
    [InlineData("{\"t\":\"\\ud800\"}", RefusalCode.BadJson)]
    [InlineData("{\"\\ud800\":1,\"t\":\"join\"}", RefusalCode.BadJson)]
    [InlineData("{\"t\":\"page\",\"room\":\"main\",\"events\":[{\"t\":\"ping\"}]}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"page\",\"room\":\"main\",\"events\":[7]}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"page\",\"room\":\"main\",\"events\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"page\",\"room\":\"main\",\"events\":[{\"t\":\"msg\",\"room\":\"main\",\"seq\":1,\"at\":1,\"from\":\"ada\",\"text\":\"x\",\"reactions\":[null]}]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"msg\",\"room\":\"main\",\"seq\":1,\"at\":1,\"from\":\"ada\",\"text\":\"x\",\"reactions\":[{\"text\":\"x\",\"who\":[null]}]}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"react\",\"room\":\"main\",\"text\":\"x\"}", RefusalCode.BadField, "target")]
    [InlineData("{\"t\":\"people-list\",\"room\":\"main\",\"people\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"direct-list\",\"directs\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"watch\",\"nicks\":[null]}", RefusalCode.BadField)]
    [InlineData("{\"t\":\"room-list\",\"rooms\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"caps\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":[null]}", RefusalCode.BadField, "null")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":[\"main\"]}", RefusalCode.BadField, "rooms")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":{}}", RefusalCode.BadField, "rooms")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":[{\"since\":1}]}", RefusalCode.BadField, "rooms")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":[{\"room\":\"a b\"}]}", RefusalCode.RoomBad, "space")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"ada\",\"rooms\":[{\"room\":\"main\",\"since\":1e30}]}", RefusalCode.BadField, "since")]
    [InlineData("{\"t\":\"hello\",\"v\":1,\"nick\":\"a\ufffe\"}", RefusalCode.NickBad)]
    public void Decode_BadLine_IsRefusedWithItsCode(string line, string code, string mentions = "")
    {
        var result = MessageCodec.Decode(Encoding.UTF8.GetBytes(line));

        Assert.Null(result.Message);
        Assert.Equal(code, result.Problem!.Code);
        Assert.Contains(mentions, result.Problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Problem.Text, char.IsControl);
    }

    [Fact]
    public void Decode_RefusedLine_StillTellsItsId() =>
        Assert.Equal("17", MessageCodec.Decode("""{"id":"17","t":"join"}"""u8).Id);

    [Fact]
    public void Decode_InvalidUtf8_IsRefused() =>
        Assert.Equal(RefusalCode.BadJson, MessageCodec.Decode([(byte)'{', 0xC3, 0x28, (byte)'}']).Problem!.Code);

    [Fact]
    public void Decode_OverlongLine_IsRefused() =>
        Assert.Equal(RefusalCode.TooLong, MessageCodec.Decode(new byte[Limits.MaxLineBytes + 1]).Problem!.Code);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Decode_MutatedLines_NeverThrow(int seed)
    {
        var random = new Random(seed);
        var lines = EveryMessage.Select(message => MessageCodec.Encode(message)[..^1]).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var line = Mutate(lines[random.Next(lines.Length)], random);
            var exception = Record.Exception(() => MessageCodec.Decode(line));
            Assert.True(exception is null, $"seed {seed}, round {i}: {Convert.ToHexString(line)}: {exception}");
        }
    }

    static byte[] Mutate(byte[] line, Random random)
    {
        var bytes = line.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, "\\ud800"u8.ToArray()); break;
                case 3: bytes.InsertRange(at, bytes.Take(random.Next(bytes.Count)).ToArray()); break;
                default: bytes.InsertRange(at, "[{\"seq\":1e99}]"u8.ToArray()); break;
            }
            if (bytes.Count == 0) bytes.Add((byte)'{');
        }
        return [.. bytes];
    }

    static RoomName Room(string text) => RoomName.TryParse(text, out var room, out var problem) ? room : throw new ArgumentException(problem);

    static Nickname Nick(string text) => Nickname.TryParse(text, out var nickname, out var problem) ? nickname : throw new ArgumentException(problem);

    [Theory]
    [InlineData("ж", 64)]
    [InlineData("\\u0436", 64)]
    [InlineData("x", 64)]
    public void Decode_IdOfTheLongestLength_ComesBackWhateverItIsWrittenWith(string character, int count)
    {
        var id = string.Concat(Enumerable.Repeat(character, count));
        var good = MessageCodec.Decode(Encoding.UTF8.GetBytes($"{{\"t\":\"ping\",\"id\":\"{id}\"}}"));
        Assert.Equal(count, Assert.IsType<PingRequest>(good.Message).Id?.Length);
        Assert.Equal(count, MessageCodec.Decode(Encoding.UTF8.GetBytes($"{{\"t\":\"nonsense\",\"id\":\"{id}\"}}")).Id?.Length);

        var bad = MessageCodec.Decode(Encoding.UTF8.GetBytes($"{{\"t\":\"ping\",\"id\":\"{id}{character}\"}}"));
        Assert.Equal(RefusalCode.BadField, bad.Problem?.Code);
        Assert.Null(bad.Id);
    }
}
