"""A curve with its band, drawn with plotext; imported only where a curve is shown."""

from textual_plotext import PlotextPlot

from simulator.trends.trends import Curve


class CurvePlot(PlotextPlot):
    """One criterion, or the score, call by call: dots, the running mean, and the band around it."""

    DEFAULT_CSS = "CurvePlot { width: 1fr; height: 1fr; }"

    def show(self, curve: Curve) -> None:
        """Draws another curve."""
        plt = self.plt
        plt.clear_data()
        calls = list(range(1, len(curve.points) + 1))
        banded = [
            (call, point.low, point.high)
            for call, point in zip(calls, curve.points, strict=True)
            if point.low is not None and point.high is not None
        ]
        for edge in (1, 2):
            plt.plot(
                [each[0] for each in banded],
                [each[edge] for each in banded],
                marker="·",
                color="gray",
            )
        plt.plot(calls, [point.mean for point in curve.points], marker="braille", color="cyan+")
        plt.scatter(calls, [point.value for point in curve.points], marker="•", color="default")
        plt.ylim(0, curve.top)
        plt.yticks([0, curve.top / 2, curve.top], [f"{v:g}" for v in (0, curve.top / 2, curve.top)])
        first, last = calls[0], calls[-1]
        plt.xlim(first, last)
        plt.xticks([first, last], [_day(curve, 0), _day(curve, -1)])
        plt.frame(False)
        self.refresh()


def _day(curve: Curve, at: int) -> str:
    """A point's day, short and without the year."""
    day = curve.points[at].day
    return f"{day.day}.{day.month}."
