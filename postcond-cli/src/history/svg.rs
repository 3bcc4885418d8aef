//! Lags as a picture: a panel for each check.

use std::path::Path;
use std::time::Duration;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::Result;
use super::durations::lag;
use super::found::shown;
use super::shown::{Bar, ShownCheck, ShownHistory};
use crate::printable::printable;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const PANEL: (u32, u32) = (460, 260);
const COLUMNS: usize = 2;
const FONT: &str = "sans-serif";
/// Half an octave before what was seen first: there, what shows at once is drawn.
const AT_ONCE: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Draws all checks of which enough is known. An error if there are none.
pub(crate) fn draw(histories: &[ShownHistory<'_>], path: &Path) -> Result<()> {
    let panels = histories.iter().flat_map(|history| {
        let checks = history.checks.iter();
        checks.map(move |check| (title(history, check), check.bars()))
    });
    let panels: Vec<_> = panels.filter(|(_, bars)| !bars.is_empty()).collect();
    if panels.is_empty() {
        let path = shown(path);
        return Err(
            format!("{path} is not drawn: of no check is enough known for a picture").into(),
        );
    }
    // In memory: of a file, the drawing library's errors tell twice that it is the file's.
    let picture = picture(&panels)?;
    std::fs::write(path, picture).map_err(|error| format!("{}: {error}", shown(path)))?;
    Ok(())
}

fn picture(panels: &[(String, Vec<Bar>)]) -> Result<String> {
    let columns = panels.len().clamp(1, COLUMNS);
    let rows = panels.len().div_ceil(columns).max(1);
    let size = (PANEL.0 * columns as u32, PANEL.1 * rows as u32);
    let mut picture = String::new();
    {
        let page = SVGBackend::with_string(&mut picture, size).into_drawing_area();
        page.fill(&WHITE)?;
        for (area, (title, bars)) in page.split_evenly((rows, columns)).iter().zip(panels) {
            draw_panel(area, title, bars)?;
        }
        page.present()?;
    }
    Ok(picture)
}

fn title(history: &ShownHistory<'_>, check: &ShownCheck<'_>) -> String {
    let title = format!("{}, {} ({})", check.operation, check.check, history.key);
    printable(&title)
}

fn draw_panel(area: &Area<'_>, title: &str, bars: &[Bar]) -> Result<()> {
    let ends = bars.iter().filter_map(|bar| bar.by).map(seconds);
    let first = ends
        .clone()
        .filter(|it| *it > 0.0)
        .fold(f64::INFINITY, f64::min);
    let first = if first.is_finite() { first } else { 1e-3 };
    let (left, right) = (first * AT_ONCE / 2.0, ends.fold(first, f64::max) * 2.0);
    let top = bars.iter().map(|bar| bar.share * 100.0).fold(1.0, f64::max) * 1.1;
    let mut chart = ChartBuilder::on(area)
        .caption(title, (FONT, 13))
        .margin(8)
        .x_label_area_size(34)
        .y_label_area_size(44)
        .build_cartesian_2d((left..right).log_scale(), 0.0..top)?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .disable_x_mesh()
        .x_labels(4)
        .x_label_formatter(&|seconds| lag(Duration::from_secs_f64(*seconds)))
        .y_label_formatter(&|share| format!("{share:.0} %"))
        .x_desc("from the write's return until its change shows")
        .draw()?;
    let rectangles = bars.iter().map(|bar| {
        let by = bar.by.map_or(right, seconds).max(first * AT_ONCE);
        let after = seconds(bar.after).max(if bar.by.is_some_and(|by| by.is_zero()) {
            left
        } else {
            first * AT_ONCE
        });
        let colour = if bar.by.is_some() {
            BLUE.mix(0.6)
        } else {
            RED.mix(0.6)
        };
        Rectangle::new([(after, 0.0), (by, bar.share * 100.0)], colour.filled())
    });
    chart.draw_series(rectangles)?;
    Ok(())
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
