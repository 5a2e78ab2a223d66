"""A sample news agency: invented stories, written in every wire format, sent over every transport, trouble included.

It stands for the outside world: it knows nothing of the desk that receives it.
"""
