using TuiChat.Lobby;

namespace TuiChat.Tests.Client.Lobby;

public sealed class QrPictureTests
{
    const string Link = "tuichat://192.168.1.20/main?fp=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Fact]
    public void TypicalLink_FitsASmallScreen_WithTheWholeQuietZone()
    {
        var picture = new QrPicture(Link);
        Assert.Equal((41, 21), picture.Fit(54, 24));
        Assert.Null(picture.Fit(30, 24));
        Assert.Null(picture.Fit(54, 12));
    }

    [Fact]
    public void Modules_BeginWithTheFinderPatterns_AndALightEdge()
    {
        var picture = new QrPicture(Link);
        var last = picture.Size - 1;
        for (var i = 0; i < 7; i++)
        {
            // ISO/IEC 18004 §6.3.3: dark frames of seven modules in three corners.
            Assert.True(picture.IsDark(i, 0) && picture.IsDark(0, i) && picture.IsDark(last - i, 0) && picture.IsDark(0, last - i));
            Assert.False(picture.IsDark(i, -1) || picture.IsDark(-1, i));
        }
        Assert.False(picture.IsDark(1, 1));
        Assert.True(picture.IsDark(3, 3));
    }
}
