//! What the browser keeps of the answers: the offer, the state, and what to do when it fails.

use maud::{Markup, html};

use crate::interview::Memory;
use crate::text::Catalogue;

/// What is said about a state.
#[must_use]
pub fn text(memory: Memory, catalogue: &Catalogue) -> &str {
    catalogue.say(match memory {
        Memory::Off => "tools.keep",
        Memory::On => "memory.on",
        Memory::Blocked => "memory.blocked",
        Memory::Framed => "memory.framed",
        Memory::Full => "memory.full",
        Memory::Elsewhere => "memory.elsewhere",
        Memory::Unreadable => "memory.unreadable",
    })
}

/// The offer below the first question that is answered.
pub(super) fn offer(catalogue: &Catalogue) -> Markup {
    html! {
        div class="rs-returned" {
            p { (catalogue.say("memory.offer")) }
            div class="rs-row" {
                (remember(catalogue))
                button type="button" class="rs-button rs-small rs-quiet" part="button" data-command="remember-not" {
                    (catalogue.say("memory.no"))
                }
            }
        }
    }
}

/// Has the browser keep the answers.
pub(super) fn remember(catalogue: &Catalogue) -> Markup {
    html! {
        button type="button" class="rs-button rs-small" part="button" data-command="remember" {
            (catalogue.say("memory.remember"))
        }
    }
}

/// What went wrong while the answers were kept.
pub(super) fn trouble(memory: Memory, catalogue: &Catalogue) -> Markup {
    html! {
        @if matches!(memory, Memory::Full | Memory::Elsewhere) {
            div class="rs-notice rs-alarm" {
                p { (text(memory, catalogue)) }
                p class="rs-row" {
                    button type="button" class="rs-button rs-small" part="button" data-host="save" {
                        (catalogue.say("tools.save"))
                    }
                    @if memory == Memory::Elsewhere {
                        button type="button" class="rs-button rs-small" part="button" data-host="take-kept" {
                            (catalogue.say("memory.take"))
                        }
                        button type="button" class="rs-button rs-small" part="button" data-command="remember" {
                            (catalogue.say("memory.replace"))
                        }
                    }
                }
            }
        }
    }
}
