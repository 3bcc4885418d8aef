//! Pictures of points and lines, several panels to a page, with one legend.

use std::ops::Range;
use std::path::Path;

use plotters::coord::Shift;
use plotters::coord::ranged1d::ValueFormatter;
use plotters::prelude::*;

use crate::bench::Result;

/// One page.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What both axes of all panels mean.
    pub axes: (&'static str, &'static str),
    /// How the axes are divided.
    pub scales: Scales,
    /// From left to right, from top to bottom.
    pub panels: Vec<Panel>,
}

/// How the axes of all panels are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scales {
    /// Evenly, from 0.
    Linear,
    /// The vertical axis by powers of ten; it starts at 1 and is the same in all panels.
    LogarithmicHeights,
    /// Both axes by powers of ten, from what is lowest in the panel. All values are above zero.
    Logarithmic,
}

/// One diagram.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// What is in it. The same labels have the same colours on the whole page.
    pub series: Vec<Series>,
}

/// Points that belong together.
#[derive(Clone, Debug)]
pub struct Series {
    /// What the legend calls it.
    pub label: String,
    /// Its points, in the order of the line.
    pub points: Vec<(f64, f64)>,
    /// How it is drawn.
    pub drawn: Drawn,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// As points.
    Marks,
    /// As a line without points.
    Line,
    /// As points on a line.
    MarkedLine,
}

impl Panel {
    fn points(&self) -> impl Iterator<Item = &(f64, f64)> {
        self.series.iter().flat_map(|series| &series.points)
    }
}

impl Series {
    /// A line would not show.
    fn is_one_point(&self) -> bool {
        self.points.windows(2).all(|pair| pair[0] == pair[1])
    }
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawing = Result<()>;

const PANEL: (u32, u32) = (410, 280);
const COLUMNS: usize = 3;
const LEGEND_LINE: u32 = 20;
const FONT: &str = "sans-serif";

impl Picture {
    /// Draws the page into an SVG file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn draw(&self, path: &Path) -> Result<()> {
        let columns = self.panels.len().clamp(1, COLUMNS);
        let rows = self.panels.len().div_ceil(columns);
        let labels = self.labels();
        let legend = LEGEND_LINE * labels.len().div_ceil(columns) as u32 + LEGEND_LINE;
        let (width, height) = (PANEL.0 * columns as u32, PANEL.1 * rows as u32);
        let page = SVGBackend::new(path, (width, height + legend)).into_drawing_area();
        page.fill(&WHITE)?;
        let (diagrams, legend) = page.split_vertically(height);
        for (area, panel) in diagrams
            .split_evenly((rows, columns))
            .iter()
            .zip(&self.panels)
        {
            self.draw_panel(area, panel, &labels)?;
        }
        draw_legend(&legend, &labels, columns)?;
        page.present()?;
        Ok(())
    }

    /// In the order in which they first appear, with how they are drawn there.
    fn labels(&self) -> Vec<(&str, Drawn)> {
        let mut labels: Vec<(&str, Drawn)> = Vec::new();
        for series in self.panels.iter().flat_map(|panel| &panel.series) {
            if labels.iter().all(|(label, _)| *label != series.label) {
                labels.push((&series.label, series.drawn));
            }
        }
        labels
    }

    fn draw_panel(&self, area: &Area<'_>, panel: &Panel, labels: &[(&str, Drawn)]) -> Drawing {
        let right = panel.points().map(|(x, _)| *x).fold(1.0, f64::max) * 1.05;
        let top = |panels: &[Panel]| {
            let heights = panels.iter().flat_map(Panel::points).map(|(_, y)| *y);
            heights.fold(1.0, f64::max) * 1.1
        };
        let mut builder = ChartBuilder::on(area);
        builder
            .caption(&panel.title, (FONT, 14))
            .margin(8)
            .x_label_area_size(34)
            .y_label_area_size(52);
        // The axes are of different types.
        match self.scales {
            Scales::Linear => {
                let heights = 0.0..top(std::slice::from_ref(panel));
                let chart = builder.build_cartesian_2d(0.0..right, heights)?;
                self.fill_panel(chart, panel, labels)
            }
            Scales::LogarithmicHeights => {
                let heights = (1.0..top(&self.panels)).log_scale();
                let chart = builder.build_cartesian_2d(0.0..right, heights)?;
                self.fill_panel(chart, panel, labels)
            }
            Scales::Logarithmic => {
                let widths = around(panel.points().map(|(x, _)| *x)).log_scale();
                let heights = around(panel.points().map(|(_, y)| *y)).log_scale();
                let chart = builder.build_cartesian_2d(widths, heights)?;
                self.fill_panel(chart, panel, labels)
            }
        }
    }

    fn fill_panel<X, Y>(
        &self,
        mut chart: ChartContext<'_, SVGBackend<'_>, Cartesian2d<X, Y>>,
        panel: &Panel,
        labels: &[(&str, Drawn)],
    ) -> Drawing
    where
        X: Ranged<ValueType = f64> + ValueFormatter<f64>,
        Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
    {
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .y_label_formatter(&|height| format!("{height:.0}"))
            .x_desc(self.axes.0)
            .y_desc(self.axes.1)
            .draw()?;
        for series in &panel.series {
            let colour = colour(labels, &series.label);
            if series.drawn != Drawn::Marks {
                let line = PathElement::new(series.points.clone(), colour.stroke_width(2));
                chart.draw_series([line])?;
            }
            if series.drawn != Drawn::Line || series.is_one_point() {
                let mark = |point| Circle::new(point, 4, colour.filled());
                chart.draw_series(series.points.iter().copied().map(mark))?;
            }
        }
        Ok(())
    }
}

/// All of these, with some room on either side.
fn around(values: impl Iterator<Item = f64>) -> Range<f64> {
    let (lowest, highest) = values.fold((f64::INFINITY, 1.0), |(lowest, highest), value| {
        (f64::min(lowest, value), f64::max(highest, value))
    });
    lowest / 1.3..highest * 1.3
}

fn draw_legend(area: &Area<'_>, labels: &[(&str, Drawn)], columns: usize) -> Drawing {
    for (index, (label, drawn)) in labels.iter().enumerate() {
        let left = 60 + (PANEL.0 as usize * (index % columns)) as i32;
        let middle = (LEGEND_LINE as usize * (index / columns)) as i32 + 12;
        let colour = colour(labels, label);
        if *drawn != Drawn::Marks {
            let line = vec![(left, middle), (left + 24, middle)];
            area.draw(&PathElement::new(line, colour.stroke_width(2)))?;
        }
        if *drawn != Drawn::Line {
            area.draw(&Circle::new((left + 12, middle), 4, colour.filled()))?;
        }
        area.draw(&Text::new(
            label.to_string(),
            (left + 32, middle - 7),
            (FONT, 14),
        ))?;
    }
    Ok(())
}

fn colour(labels: &[(&str, Drawn)], label: &str) -> PaletteColor<Palette99> {
    let index = labels.iter().position(|(it, _)| *it == label);
    Palette99::pick(index.unwrap_or_default())
}
