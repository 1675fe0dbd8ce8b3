//! Work on many threads, results in the order of the input, memory bounded.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Chunks that wait or are worked on, per thread.
const IN_FLIGHT: usize = 4;

/// Maps `items` with `work` on `jobs` threads and hands the results to `sink` in order. `state` makes what each
/// thread works with. Stops at the first error of `sink`.
///
/// # Errors
///
/// The first error of `sink`.
pub(crate) fn map_in_order<Item, Done, State, Error>(
    jobs: usize,
    items: impl Iterator<Item = Item> + Send,
    state: impl Fn() -> State + Sync,
    work: impl Fn(&mut State, Item) -> Done + Sync,
    mut sink: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error>
where
    Item: Send,
    Done: Send,
{
    let (give_work, take_work) = sync_channel::<(usize, Item)>(jobs * IN_FLIGHT);
    let (give_result, take_result) = sync_channel::<(usize, Done)>(jobs * IN_FLIGHT);
    // Shared by the workers alone: when the last of them ends, the reader finds nobody to give work to.
    let take_work = Arc::new(Mutex::new(take_work));
    thread::scope(|scope| {
        scope.spawn(move || {
            for numbered in items.enumerate() {
                // Nobody takes work any more: the sink has failed.
                if give_work.send(numbered).is_err() {
                    break;
                }
            }
        });
        for _ in 0..jobs {
            let (give_result, take_work) = (give_result.clone(), Arc::clone(&take_work));
            let (state, work) = (&state, &work);
            scope.spawn(move || labour(&take_work, &give_result, &mut state(), work));
        }
        drop(give_result);
        drop(take_work);
        let outcome = deliver(&take_result, &mut sink);
        // Lets workers that wait to deliver, and with them the reader, come to an end.
        drop(take_result);
        outcome
    })
}

fn labour<Item, Done, State>(
    take_work: &Mutex<Receiver<(usize, Item)>>,
    give_result: &SyncSender<(usize, Done)>,
    state: &mut State,
    work: impl Fn(&mut State, Item) -> Done,
) {
    loop {
        let next = take_work.lock().map(|receiver| receiver.recv());
        let Ok(Ok((number, item))) = next else { return };
        if give_result.send((number, work(state, item))).is_err() {
            return;
        }
    }
}

fn deliver<Done, Error>(
    take_result: &Receiver<(usize, Done)>,
    sink: &mut impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, done) in take_result {
        early.insert(number, done);
        while let Some(done) = early.remove(&next) {
            sink(done)?;
            next += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for jobs in [1, 2, 5] {
            let mut seen = Vec::new();
            let slow_first = |(): &mut (), item: u64| {
                thread::sleep(Duration::from_millis(if item.is_multiple_of(7) { 3 } else { 0 }));
                item * 2
            };
            let outcome: Result<(), ()> = map_in_order(
                jobs,
                0..100,
                || (),
                slow_first,
                |done| {
                    seen.push(done);
                    Ok(())
                },
            );
            assert_eq!(outcome, Ok(()));
            assert_eq!(seen, (0..100).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let outcome = map_in_order(
            2,
            0..,
            || (),
            |(), item: u64| item,
            |item| if item == 50 { Err(item) } else { Ok(()) },
        );
        assert_eq!(outcome, Err(50));
    }
}
