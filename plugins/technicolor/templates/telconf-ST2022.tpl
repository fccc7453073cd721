set coding clearall
set ipp_prof clearall
set ipp default
set ipp_prof 0 default hs
set ipp_prof 1 default hes
set ipp_prof 2 default hf
set ipp_prof 3 default gl_hs
set ipp_prof 4 default gl_hes
set ipp_prof 5 default spk
set ipp_prof 6   usage hs enable
set ipp_prof 7   usage hes enable
set ipp_prof 8   usage hf enable
set ipp_prof 9   usage gl_hs enable
set ipp_prof 10  usage gl_hes enable
set ipp_prof 15  usage hs enable
set ipp_prof 16  usage hes enable
set ipp_prof 17  usage hf enable
set ipp_prof 18  usage gl_hs enable
set ipp_prof 19  usage gl_hes enable
set ipp_prof 0 aer on
set ipp_prof 0 aer_coeffts update
set ipp_prof 0 aer_nlp enable
set ipp_prof 0 aer_adapt_mute enable
set ipp_prof 0 aer_half_duplex disable
set ipp_prof 0 aer_tail 8
set ipp_prof 0 aer_tx_dg   0
set ipp_prof 0 tx_ag      59
set ipp_prof 0 sidetone   0
set ipp_prof 0 agc on
set ipp_prof 0 agc_adaptive enable
set ipp_prof 0 agc_sat_thresh 32500
set ipp_prof 0 agc_sat_hangover 20
set ipp_prof 0 aer_eq rx disable
set ipp_prof 0 valid
set ipp_prof 6 copyof 0
set ipp_prof 6 valid
set ipp_prof 6 tx_ag                           36
set ipp_prof 6 aer_tx_dg                       12
set ipp_prof 6 sidetone                         0
set ipp_prof 6 aer_tx_ag_chg_synch_delay       44
set ipp_prof 6 aer_rx_ag_chg_synch_delay       26
set ipp_prof 6 aer_tx_ag_chg_settling_period    4
set ipp_prof 6 aer_rx_linear_threshold        32767
set ipp_prof 6 aer_eq rx disable
set ipp_prof 6 aer_hlc                enable
set ipp_prof 6 aer_hlc_ramp_down_tc   10
set ipp_prof 6 aer_hlc_ramp_up_tc    700
set ipp_prof 6 aer_hlc_power_tc        1
set ipp_prof 6 aer_hlc_max_siglevel   -4
set ipp_prof 15 copyof 0
set ipp_prof 15 valid
set ipp_prof 1 aer on
set ipp_prof 1 aer_coeffts     update
set ipp_prof 1 aer_nlp         enable
set ipp_prof 1 aer_adapt_mute  enable
set ipp_prof 1 aer_half_duplex disable
set ipp_prof 1 aer_tail 20
set ipp_prof 1 aer_tx_dg   0
set ipp_prof 1 tx_ag      53
set ipp_prof 1 sidetone  -40
set ipp_prof 1 agc off
set ipp_prof 1 agc_adaptive     enable
set ipp_prof 1 agc_sat_thresh     32500
set ipp_prof 1 agc_sat_hangover      20
set ipp_prof 1 valid
set ipp_prof 7 copyof 1
set ipp_prof 7 valid
set ipp_prof 16 copyof 1
set ipp_prof 16 valid
set ipp_prof 2 aer_tx_dg 32
set ipp_prof 2 tx_ag 60
set ipp_prof 2 aer_rx_linear_threshold 30000
set ipp_prof 2 hangover 100
set ipp_prof 2 aer_rx_to_tx_hangover 30
set ipp_prof 2 valid
set ipp_prof 8 copyof 2
set ipp_prof 8 valid
set ipp_prof 8 tx_ag                             50
set ipp_prof 8 aer_tx_dg                         28
set ipp_prof 8 aer_tx_ag_chg_synch_delay         44
set ipp_prof 8 aer_rx_ag_chg_synch_delay         26
set ipp_prof 8 aer_tx_ag_chg_settling_period      4
set ipp_prof 8 aer_rx_linear_threshold        30000
set ipp_prof 8 aer_hlc                enable
set ipp_prof 8 aer_hlc_ramp_down_tc   10
set ipp_prof 8 aer_hlc_ramp_up_tc     700
set ipp_prof 8 aer_hlc_power_tc       1
set ipp_prof 8 aer_hlc_max_siglevel   -21
set ipp_prof 8
set ipp_prof 8 aer_rx_cng disable
set ipp_prof 8 aer_tx_cng disable
set ipp_prof 8 aer_cng_rx_level -68
set ipp_prof 8 aer_cng_tx_level -68
set ipp_prof 8 aer_nlp_linattn_max_erle 18
set ipp_prof 8 aer_nlp_clipper_max_erle 18
set ipp_prof 8 aer_nlp_total_linattn_min 6
set ipp_prof 8 aer_nlp_rx_linattn_min    0
set ipp_prof 8 aer_nlp_rx_linattn_max   12
set ipp_prof 8 aer_nlp_tx_linattn_min    0
set ipp_prof 8 aer_nlp_tx_linattn_max   12
set ipp_prof 8 aer_duplex_stabilizer enable
set ipp_prof 8 aer_eq rx disable
set ipp_prof 8 aer_eq tx disable
set ipp_prof 17 copyof 2
set ipp_prof 17 valid
set ipp_prof 3 aer on
set ipp_prof 3 aer_coeffts update
set ipp_prof 3 aer_nlp enable
set ipp_prof 3 aer_adapt_mute enable
set ipp_prof 3 aer_half_duplex disable
set ipp_prof 3 aer_tail  60
set ipp_prof 3 aer_tx_dg  8
set ipp_prof 3 agc on
set ipp_prof 3 agc_adaptive enable
set ipp_prof 3 agc_sat_thresh 32500
set ipp_prof 3 agc_sat_hangover 20
set ipp_prof 3 tx_ag 50
set ipp_prof 3 aer_rx_linear_threshold 32760
set ipp_prof 3 valid
set ipp_prof 9 copyof 3
set ipp_prof 9 valid
set ipp_prof 18 copyof 3
set ipp_prof 18 valid
set ipp_prof 4 aer on
set ipp_prof 4 aer_coeffts update
set ipp_prof 4 aer_nlp enable
set ipp_prof 4 aer_adapt_mute enable
set ipp_prof 4 aer_half_duplex disable
set ipp_prof 4 aer_tail 60
set ipp_prof 4 aer_tx_dg 12
set ipp_prof 4 agc on
set ipp_prof 4 agc_adaptive enable
set ipp_prof 4 agc_sat_thresh 32500
set ipp_prof 4 agc_sat_hangover 20
set ipp_prof 4 tx_ag 20
set ipp_prof 4 aer_rx_linear_threshold 32760
set ipp_prof 4 valid
set ipp_prof 10 copyof 4
set ipp_prof 10 valid
set ipp_prof 19 copyof 4
set ipp_prof 19 valid
set ipp_prof 5 aer on
set ipp_prof 5 aer_coeffts update
set ipp_prof 5 aer_nlp enable
set ipp_prof 5 aer_adapt_mute enable
set ipp_prof 5 aer_half_duplex disable
set ipp_prof 5 aer_tail  40
set ipp_prof 5 aer_tx_dg  0
set ipp_prof 5 agc on
set ipp_prof 5 agc_adaptive disable
set ipp_prof 5 agc_sat_thresh 32500
set ipp_prof 5 agc_sat_hangover 20
set ipp_prof 5 valid
set ipp_gains 0 num_rows 9
set ipp_gains 0 default_row 4
set ipp_gains 0 values  0  -58   0   3    32767 32767	3	0
set ipp_gains 0 values  1  -50   0   3    32767 32767 	3	0
set ipp_gains 0 values  2  -42   0   3    32767 32767 	3	0
set ipp_gains 0 values  3  -34   0   3    32767 32767 	3	0
set ipp_gains 0 values  4  -28   0   3    32767 32767 	3	0
set ipp_gains 0 values  5  -26   6   3    32767 32767  3	6
set ipp_gains 0 values  6  -24   12  3    32767 32767  3	6
set ipp_gains 0 values  7  -22   18  3    32767 32767	3	6
set ipp_gains 0 values  8  -20   24  3    32767 32767	3	6
set ipp_gains 6 num_rows     9
set ipp_gains 6 default_row  4
set ipp_gains 6 values 0 -56 0  3  32767   0  48
set ipp_gains 6 values 1 -48 0  3  32767   0  48
set ipp_gains 6 values 2 -40 0  3  32767   0  48
set ipp_gains 6 values 3 -32 0  3  32767   0  48
set ipp_gains 6 values 4 -26 0  3  32767   0  48
set ipp_gains 6 values 5 -18 0  3  32767   0  48
set ipp_gains 6 values 6 -10 0  4  32767   0  48
set ipp_gains 6 values 7 -4  0  4  32767   0  48
set ipp_gains 6 values 8  0  2  5  32767   0  48
set ipp_gains 15 num_rows 9
set ipp_gains 15 default_row 4
set ipp_gains 15 values  0  -58   0   3    32767 32767	 3	0
set ipp_gains 15 values  1  -50   0   3    32767 32767	 3	0
set ipp_gains 15 values  2  -42   0   3    32767 32767	 3	0
set ipp_gains 15 values  3  -34   0   3    32767 32767	 3	0
set ipp_gains 15 values  4  -28   0   3    32767 32767	 3	0
set ipp_gains 15 values  5  -26   6   3    32767 32767	 3	6
set ipp_gains 15 values  6  -24   12  3    32767 32767	 3	6
set ipp_gains 15 values  7  -22   18  3    32767 32767	 3	6
set ipp_gains 15 values  8  -20   24  3    32767 32767	 3	6
set ipp_gains 1 num_rows 9
set ipp_gains 1 default_row 4
set ipp_gains 1 values  0  -58   0   3    32767 32767	3	0
set ipp_gains 1 values  1  -50   0   3    32767 32767	3	0
set ipp_gains 1 values  2  -42   0   3    32767 32767	3	0
set ipp_gains 1 values  3  -34   0   3    32767 32767	3	0
set ipp_gains 1 values  4  -28   0   3    32767 32767	3	0
set ipp_gains 1 values  5  -26   6   3    32767 32767	3	6
set ipp_gains 1 values  6  -24   12  3    32767 32767	3	6
set ipp_gains 1 values  7  -22   18  3    32767 32767	3	6
set ipp_gains 1 values  8  -20   24  3    32767 32767	3	6
set ipp_gains 7 num_rows 9
set ipp_gains 7 default_row 4
set ipp_gains 7 values  0  -58   0   3    32767 32767	3	0
set ipp_gains 7 values  1  -50   0   3    32767 32767	3	0
set ipp_gains 7 values  2  -42   0   3    32767 32767	3	0
set ipp_gains 7 values  3  -34   0   3    32767 32767	3	0
set ipp_gains 7 values  4  -28   0   3    32767 32767	3	0
set ipp_gains 7 values  5  -26   6   3    32767 32767	3	6
set ipp_gains 7 values  6  -24   12  3    32767 32767	3	6
set ipp_gains 7 values  7  -22   18  3    32767 32767	3	6
set ipp_gains 7 values  8  -20   24  3    32767 32767	3	6
set ipp_gains 16 num_rows 9
set ipp_gains 16 default_row 4
set ipp_gains 16 values  0  -58   0   3    32767 32767	3	0
set ipp_gains 16 values  1  -50   0   3    32767 32767	3	0
set ipp_gains 16 values  2  -42   0   3    32767 32767	3	0
set ipp_gains 16 values  3  -34   0   3    32767 32767	3	0
set ipp_gains 16 values  4  -28   0   3    32767 32767	3	0
set ipp_gains 16 values  5  -26   6   3    32767 32767	3	6
set ipp_gains 16 values  6  -24   12  3    32767 32767	3	6
set ipp_gains 16 values  7  -22   18  3    32767 32767	3	6
set ipp_gains 16 values  8  -20   24  3    32767 32767	3	6
set ipp_gains 2 num_rows 9
set ipp_gains 2 default_row 4
set ipp_gains 2 values  0  -64   0   3   800	3	0
set ipp_gains 2 values  1  -54   0   3   800	3	0
set ipp_gains 2 values  2  -46   0   3   800	3	0
set ipp_gains 2 values  3  -38   0   3   800	3	0
set ipp_gains 2 values  4  -30   0   8   500	8	0
set ipp_gains 2 values  5  -24   0   9   475	9	0
set ipp_gains 2 values  6  -16   0   10   60	10	0
set ipp_gains 2 values  7  -8    0   10   40	10	0
set ipp_gains 2 values  8  -0    0   10   30	10	0
set ipp_gains 8 num_rows    9
set ipp_gains 8 default_row 4
set ipp_gains 8 values 0  -56   0   2    1000  	 8 	70
set ipp_gains 8 values 1  -46   0   2    1000	 8 	70
set ipp_gains 8 values 2  -38   0   2    1000	 8 	70
set ipp_gains 8 values 3  -30   0   3    1000	 8 	70
set ipp_gains 8 values 4  -22   0   3    1000     8      70
set ipp_gains 8 values 5  -16   0   4    1000     8 	70
set ipp_gains 8 values 6  -10   0   4    800     8 	70
set ipp_gains 8 values 7  -6    0   4    600     8 	70
set ipp_gains 8 values 8  -2    0   4    500     8      70
set ipp_gains 17 num_rows 9
set ipp_gains 17 default_row 4
set ipp_gains 17 values  0  -64   0   3   800 	3	0
set ipp_gains 17 values  1  -54   0   3   800 	3	0
set ipp_gains 17 values  2  -46   0   3   800	3	0
set ipp_gains 17 values  3  -38   0   3   800	3	0
set ipp_gains 17 values  4  -30   0   8   500	8	0
set ipp_gains 17 values  5  -24   0   9   475	9	0
set ipp_gains 17 values  6  -16   0   10   60	10	0
set ipp_gains 17 values  7  -8    0   10   40	10	0
set ipp_gains 17 values  8  -0    0   10   30	10	0
set ipp_gains 3 num_rows 9
set ipp_gains 3 default_row 4
set ipp_gains 3 values  0  -64   0    10   5   5   10  0
set ipp_gains 3 values  1  -54   0    10   5   5   10  0
set ipp_gains 3 values  2  -46   0    10   5   5   10  0
set ipp_gains 3 values  3  -38   0    10   5   5   10  0
set ipp_gains 3 values  4  -30   0    10   5   5   10  0
set ipp_gains 3 values  5  -28   4    10   5   5   10  4
set ipp_gains 3 values  6  -24   8    10   5   5   10  6
set ipp_gains 3 values  7  -20   12   10   5   5   10  6
set ipp_gains 3 values  8  -16   16   10   5   5   10  6
set ipp_gains 9 num_rows 9
set ipp_gains 9 default_row 4
set ipp_gains 9 values  0  -64   0    10   5   5   10  0
set ipp_gains 9 values  1  -54   0    10   5   5   10  0
set ipp_gains 9 values  2  -46   0    10   5   5   10  0
set ipp_gains 9 values  3  -38   0    10   5   5   10  0
set ipp_gains 9 values  4  -30   0    10   5   5   10  0
set ipp_gains 9 values  5  -28   4    10   5   5   10  0
set ipp_gains 9 values  6  -24   8    10   5   5   10  0
set ipp_gains 9 values  7  -20   12   10   5   5   10  0
set ipp_gains 9 values  8  -16   16   10   5   5   10  0
set ipp_gains 18 num_rows 9
set ipp_gains 18 default_row 4
set ipp_gains 18 values  0  -64   0    10   5   5   10  0
set ipp_gains 18 values  1  -54   0    10   5   5   10  0
set ipp_gains 18 values  2  -46   0    10   5   5   10  0
set ipp_gains 18 values  3  -38   0    10   5   5   10  0
set ipp_gains 18 values  4  -30   0    10   5   5   10  0
set ipp_gains 18 values  5  -28   4    10   5   5   10  0
set ipp_gains 18 values  6  -24   8    10   5   5   10  0
set ipp_gains 18 values  7  -20   12   10   5   5   10  0
set ipp_gains 18 values  8  -16   16   10   5   5   10  0
set ipp_gains 4 num_rows 9
set ipp_gains 4 default_row 4
set ipp_gains 4 values  0  -64   0    10   5   5   10  0
set ipp_gains 4 values  1  -54   0    10   5   5   10  0
set ipp_gains 4 values  2  -46   0    10   5   5   10  0
set ipp_gains 4 values  3  -38   0    10   5   5   10  0
set ipp_gains 4 values  4  -30   0    10   5   5   10  0
set ipp_gains 4 values  5  -28   4    10   5   5   10  0
set ipp_gains 4 values  6  -24   8    10   5   5   10  0
set ipp_gains 4 values  7  -20   12   10   5   5   10  0
set ipp_gains 4 values  8  -16   16   10   5   5   10  0
set ipp_gains 10 num_rows 9
set ipp_gains 10 default_row 4
set ipp_gains 10 values  0  -64   0    10   5   5   10  0
set ipp_gains 10 values  1  -54   0    10   5   5   10  0
set ipp_gains 10 values  2  -46   0    10   5   5   10  0
set ipp_gains 10 values  3  -38   0    10   5   5   10  0
set ipp_gains 10 values  4  -30   0    10   5   5   10  0
set ipp_gains 10 values  5  -28   4    10   5   5   10  0
set ipp_gains 10 values  6  -24   8    10   5   5   10  0
set ipp_gains 10 values  7  -20   12   10   5   5   10  0
set ipp_gains 10 values  8  -16   16   10   5   5   10  0
set ipp_gains 19 num_rows 9
set ipp_gains 19 default_row 4
set ipp_gains 19 values  0  -64   0    10   5   5   10  0
set ipp_gains 19 values  1  -54   0    10   5   5   10  0
set ipp_gains 19 values  2  -46   0    10   5   5   10  0
set ipp_gains 19 values  3  -38   0    10   5   5   10  0
set ipp_gains 19 values  4  -30   0    10   5   5   10  0
set ipp_gains 19 values  5  -28   4    10   5   5   10  0
set ipp_gains 19 values  6  -24   8    10   5   5   10  0
set ipp_gains 19 values  7  -20   12   10   5   5   10  0
set ipp_gains 19 values  8  -16   16   10   5   5   10  0
set ipp_gains 5 num_rows 9
set ipp_gains 5 default_row 4
set ipp_gains 5 values  0  -76   0   8   500	 3	0
set ipp_gains 5 values  1  -64   0   8   500	 3	0
set ipp_gains 5 values  2  -52   0   8   500	 3	0
set ipp_gains 5 values  3  -40   0   8   500	 3	0
set ipp_gains 5 values  4  -28   0   8   700	 8	0
set ipp_gains 5 values  5  -22   0   6   250	 9	0
set ipp_gains 5 values  6  -16   0   6   250	 10	0
set ipp_gains 5 values  7  -10   0   6   250	 10	0
set ipp_gains 5 values  8  -4    0   6   325	 10	0
set coding 0 coding_type   tx     8
set coding 0 coding_type   rx     8
set coding 0 usage              fax off
set coding 0 usage              voice on
set coding 0 usage              modem off
set coding 0 usage              data  off
set coding 0 encap              rtp
set coding 0 vad                off
set coding 0 vad_thresh         32767
set coding 0 dtmf_relay        off
set coding 0 ec                 on
set coding 0 ec_nl              on
set coding 0 lec_tail            10
set coding 0 lec_cn_config      	0
set coding 0 silence_detect time    0
set coding 0 silence_detect level -40
set coding 0 vp_concealment 		G711A1
set coding 0 rtp_digit_repetitions 1
set coding 0 valid
set coding 1 coding_type   tx     9
set coding 1 coding_type   rx     9
set coding 1 usage              fax off
set coding 1 usage              voice on
set coding 1 usage              modem off
set coding 1 usage              data  off
set coding 1 encap              rtp
set coding 1 vad                off
set coding 1 vad_thresh         32767
set coding 1 dtmf_relay        off
set coding 1 ec                 on
set coding 1 ec_nl              on
set coding 1 lec_tail            10
set coding 1 lec_cn_config      	0
set coding 1 silence_detect time    0
set coding 1 silence_detect level -40
set coding 1 vp_concealment 		G711A1
set coding 1 rtp_digit_repetitions 1
set coding 1 valid
set coding 2 coding_type   tx     68
set coding 2 coding_type   rx     68
set coding 2 usage                   fax off
set coding 2 usage                   voice on
set coding 2 usage                   modem off
set coding 2 usage                   data off
set coding 2 encap                   rtp
set coding 2 vad                     off
set coding 2 vad_thresh              32767
set coding 2 dtmf_relay        off
set coding 2 ec                      on
set coding 2 ec_tail                 8
set coding 2 ec_nl                   on
set coding 2 lec_tail                8
set coding 2 lec_cn_config      	0
set coding 2 modem_timeout           30
set coding 2 silence_detect time     0
set coding 2 silence_detect level    -40
set coding 2 vp_concealment 		NONE
set coding 2 rtp_digit_repetitions 1
set coding 2 valid
set coding 3 coding_type   tx 	  g723_63
set coding 3 coding_type   rx     g723_63
set coding 3 usage fax                off
set coding 3 usage voice              on
set coding 3 usage modem              off
set coding 3 usage data               off
set coding 3 encap                    rtp
set coding 3 vad                      off
set coding 3 vad_thresh               32767
set coding 3 dtmf_relay        off
set coding 3 ec                       on
set coding 3 ec_tail                  8
set coding 3 ec_nl                   on
set coding 3 lec_tail                 8
set coding 3 lec_cn_config      	  0
set coding 3 modem_timeout           30
set coding 3 silence_detect time      0
set coding 3 silence_detect level     -40
set coding 3 vp_concealment 		NONE
set coding 3 rtp_digit_repetitions 1
set coding 3 valid
set coding 4 coding_type   tx     gsm_wbamr
set coding 4 coding_type   rx     gsm_wbamr
set coding 4 usage fax                off
set coding 4 usage voice              on
set coding 4 usage modem              off
set coding 4 usage data               off
set coding 4 codec_init_rate_idx      0
set coding 4 codec_packing_option bw_efficient
set coding 4 codec_payload_format rfc3267
set coding 4 encap                    rtp
set coding 4 vad                      off
set coding 4 vad_thresh               32767
set coding 4 dtmf_relay        off
set coding 4 ec                       on
set coding 4 ec_nl                   on
set coding 4 lec_tail                 10
set coding 4 lec_cn_config      	  0
set coding 4 modem_timeout           30
set coding 4 silence_detect time      0
set coding 4 silence_detect level     -40
set coding 4 vp_concealment 		NONE
set coding 4 codec_payload_format tx rfc3267
set coding 4 codec_payload_format rx rfc3267
set coding 4 codec_packing_option tx oct_aligned
set coding 4 codec_packing_option rx oct_aligned
set coding 4 rtp_digit_repetitions 1
set coding 4 valid
set coding 5 coding_type              g722_64
set coding 5 usage fax                off
set coding 5 usage voice              on
set coding 5 usage modem              off
set coding 5 usage data               off
set coding 5 encap                    rtp
set coding 5 vad                      off
set coding 5 vad_thresh               32767
set coding 5 dtmf_relay               on inb
set coding 5 ec                       on
set coding 5 ec_nl                   on
set coding 5 lec_tail                 10
set coding 5 lec_cn_config      	  0
set coding 5 modem_timeout           30
set coding 5 silence_detect time      0
set coding 5 silence_detect level     -40
set coding 5 vp_concealment 		NONE
set coding 5 rtp_digit_repetitions 1
set coding 5 valid
set coding 6 coding_type   tx     l16pcm_256
set coding 6 coding_type   rx     l16pcm_256
set coding 6 usage fax                off
set coding 6 usage voice              on
set coding 6 usage modem              off
set coding 6 usage data               off
set coding 6 codec_init_rate_idx      0
set coding 6 encap                    rtp
set coding 6 vad                      off
set coding 6 vad_thresh               32767
set coding 6 dtmf_relay        off
set coding 6 ec                       on
set coding 6 ec_nl                   on
set coding 6 lec_tail                 10
set coding 6 lec_cn_config      	  0
set coding 6 modem_timeout           30
set coding 6 silence_detect time      0
set coding 6 silence_detect level     -40
set coding 6 vp_concealment 		NONE
set coding 6 codec_payload_format tx linear
set coding 6 codec_payload_format rx linear
set coding 6 codec_packing_option tx oct_aligned
set coding 6 codec_packing_option rx oct_aligned
set coding 7  copyof              1
set coding 7  coding_type         ilbc
set coding 7  vif                 304
set coding 7  nom_delay           60
set coding 7  max_delay           120
set coding 7  vad_noise_matching  NONE
set coding 7  vad_noise_lp_order  0
set coding 7  vp_concealment      NONE
set coding 7  vp_noise_type       FIXED
set coding 7  vp_noise_lp_order   0
set coding 7  valid
set coding 8 copyof               1
set coding 8 coding_type          ilbc_133
set coding 8 vif                  400
set coding 8 nom_delay            60
set coding 8 max_delay            120
set coding 8 vad_noise_matching   NONE
set coding 8 vad_noise_lp_order   0
set coding 8 vp_concealment       NONE
set coding 8 vp_noise_type        FIXED
set coding 8 vp_noise_lp_order    0
set coding 8 valid
set coding 6 rtp_digit_repetitions 1
set coding 6 valid
set ipp hs_prof     0 6 15
set ipp hes_prof    1 7 16
set ipp hf_prof     2 8 17
set ipp gl_hs_prof  3 9 18
set ipp gl_hes_prof 4 10 19
set ipp spk_prof    5
set ipp headset_port shared
set ipp kpad_echo     off
set tcid 0 sec_prof 0
set sec_prof 0 cipher aes_cm_128
set sec_prof 0 mac hmac_sha1_32
set sec_prof 0 priority 255
set sec_prof 0 rtcp off
set sec_prof 0 kdr_offer 24
set tcid 0 mode sw cas
set tcid 0 prof_bit                 all 0
set tcid 0 prof_bit                 0 1
set tcid 0 prof_bit                 1 1
set tcid 0 prof_bit                 2 1
set tcid 0 prof_bit                 3 1
set tcid 0 prof_bit                 4 1
set tcid 0 prof_bit                 5 1
set tcid 0 prof_bit                 6 1
set tcid 0 rxgain                   0
set tcid 0 txgain                   0
set tcid 0 ec_config                aes
set tcid 0 proto                    ipp
set tcid 0 idle_noise -6500
set tcid 0 tone_out_power -170
set tcid 0 tone_table_flags window mix_voice
